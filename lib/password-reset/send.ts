import { companiesIn } from '@/db/repositories/companies'
import { passwordResetsIn } from '@/db/repositories/password-resets'
import { usersIn } from '@/db/repositories/users'
import { inCompany, type CompanyScope } from '@/db/scope'
import { paths } from '@/lib/kernel/paths'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { absoluteUrl } from '@/lib/platform/mail/absolute-url'
import { enqueueEmail } from '@/lib/platform/mail/enqueue'

/** The task that mails a link to who asked for one before signing in. */
export const SEND_PASSWORD_RESET = 'password.sendReset'

const LIFETIME_MS = 60 * 60_000

/** More fill a mailbox and help nobody: the last link is good for as long as this bound holds. */
const PER_HOUR = 5

interface Person {
  id: string
  name: string
  email: string
}

/**
 * Mails a person the link to choose a new password with; the one before is dead. The person's row must
 * be held, so that two at once leave one link.
 * @param requester the administrator who has it sent; the person themselves where left out
 * @returns false where too many went out within the last hour
 */
export async function sendPasswordResetLink(
  scope: CompanyScope,
  company: { name: string; slug: string },
  person: Person,
  requester?: { userId: string; name: string },
): Promise<boolean> {
  const resets = passwordResetsIn(scope)
  if ((await resets.countOfLastHour(person.id)) >= PER_HOUR) return false
  await resets.endAllOf(person.id)
  const token = newToken()
  const expiresAt = new Date(Date.now() + LIFETIME_MS)
  await resets.insert({ userId: person.id, tokenHash: hashToken(token), requestedBy: requester?.userId, expiresAt })
  await enqueueEmail(scope, {
    template: 'password-reset',
    to: { name: person.name, address: person.email },
    userId: person.id,
    content: {
      company: company.name,
      requester: requester?.name,
      url: absoluteUrl(paths.resetPassword(company.slug, token)),
      expiresAt: expiresAt.toISOString(),
    },
  })
  return true
}

/**
 * What was asked for before signing in, done afterwards, where nobody can measure it. The id may be one that
 * never existed, of a company that never did: then there is nothing to do.
 */
export const sendRequestedPasswordReset = (companyId: string, userId: string): Promise<void> =>
  inCompany(companyId, async scope => {
    const [user] = await usersIn(scope).one(userId).for('update')
    if (user?.status === 'active') await sendPasswordResetLink(scope, await companiesIn(scope).find(), user)
  })

/** Tells a person that their password is another one now. */
export async function notifyPasswordChanged(
  scope: CompanyScope,
  company: { name: string; slug: string },
  person: Person,
  by: 'link' | 'profile',
): Promise<void> {
  await enqueueEmail(scope, {
    template: 'password-changed',
    to: { name: person.name, address: person.email },
    userId: person.id,
    content: {
      company: company.name,
      by,
      changedAt: new Date().toISOString(),
      forgotUrl: absoluteUrl(paths.forgotPassword(company.slug)),
    },
  })
}
