import type { administratorsIn } from '@/db/repositories/administrators'
import type { CompanyScope } from '@/db/scope'
import { deviceFacts } from '@/lib/kernel/device-name'
import { tokenFromSeed } from '@/lib/kernel/encryption'
import { paths } from '@/lib/kernel/paths'
import type { RequestFacts } from '@/lib/operation/define'
import { absoluteUrl } from '@/lib/platform/mail/absolute-url'
import { enqueueEmail, enqueueEmails, toMailRow } from '@/lib/platform/mail/enqueue'

interface NamedCompany {
  name: string
  slug: string
}

interface Person {
  id: string
  name: string
}

/** What a mail about a change is told of it. */
interface Told {
  company: NamedCompany
  person: Person
  from: string
  to: string
  /** The administrator who asked for it; the person themselves where left out. */
  requester?: { name: string }
  /** What the former mailbox objects by, and until when; left out where it may not. */
  objection?: { seed: string; until: Date }
}

/** The token by which the former mailbox objects, of which the database keeps the seed and the hash: several mails carry it. */
export const objectionToken = (seed: string): string => tokenFromSeed(seed, 'email objection')

const linkOf = ({ slug }: NamedCompany, objection: Told['objection']) =>
  objection && {
    url: absoluteUrl(paths.objectToEmailChange(slug, objectionToken(objection.seed))),
    until: objection.until.toISOString(),
  }

/** Mails the new mailbox the link that proves it. */
export async function sendEmailChangeLink(
  scope: CompanyScope,
  { company, person, to, requester }: Told,
  { token, expiresAt }: { token: string; expiresAt: Date },
): Promise<void> {
  await enqueueEmail(scope, {
    template: 'email-change-link',
    to: { name: person.name, address: to },
    userId: person.id,
    content: {
      company: company.name,
      name: person.name,
      requester: requester?.name,
      url: absoluteUrl(paths.confirmEmailChange(company.slug, token)),
      expiresAt: expiresAt.toISOString(),
    },
  })
}

/** Tells the present mailbox that it is to be replaced, and how to object. */
export async function notifyEmailChangeRequested(
  scope: CompanyScope,
  { company, person, from, to, requester, objection }: Told,
  { userAgent, ip }: Pick<RequestFacts, 'userAgent' | 'ip'>,
): Promise<void> {
  await enqueueEmail(scope, {
    template: 'email-change-requested',
    to: { name: person.name, address: from },
    userId: person.id,
    content: {
      company: company.name,
      requester: requester?.name,
      address: to,
      at: new Date().toISOString(),
      device: deviceFacts(userAgent),
      ip,
      objection: linkOf(company, objection),
    },
  })
}

/** Tells both mailboxes that the change is in effect. */
export async function notifyEmailChanged(
  scope: CompanyScope,
  { company, person, from, to, requester, objection }: Told,
): Promise<void> {
  await enqueueEmail(scope, {
    template: 'email-changed',
    to: { name: person.name, address: from },
    userId: person.id,
    content: {
      company: company.name,
      requester: requester?.name,
      address: to,
      at: new Date().toISOString(),
      objection: linkOf(company, objection),
    },
  })
  await enqueueEmail(scope, {
    template: 'email-change-completed',
    to: { name: person.name, address: to },
    userId: person.id,
    content: {
      company: company.name,
      requester: requester?.name,
      signInUrl: absoluteUrl(paths.companyLogin(company.slug)),
    },
  })
}

type Administrator = Awaited<ReturnType<ReturnType<typeof administratorsIn>['addresses']>>[number]

/** Tells whoever objected what became of it, and the administrators that somebody did. */
export async function notifyEmailObjection(
  scope: CompanyScope,
  { company, person, from }: Pick<Told, 'company' | 'person' | 'from'>,
  { restored, heldUntil, administrators }: { restored: boolean; heldUntil: Date; administrators: Administrator[] },
): Promise<void> {
  const facts = { company: company.name, restored, heldUntil: heldUntil.toISOString() }
  const toPerson = toMailRow(scope, {
    template: 'email-change-stopped',
    to: { name: person.name, address: from },
    userId: person.id,
    content: { ...facts, forgotUrl: absoluteUrl(paths.forgotPassword(company.slug)) },
  })
  const toAdministrators = administrators
    .filter(({ id }) => id !== person.id)
    .map(({ id, name, email }) =>
      toMailRow(scope, {
        template: 'email-change-objected',
        to: { name, address: email },
        userId: id,
        content: { ...facts, person: person.name, personUrl: absoluteUrl(paths.user(company.slug, person.id)) },
      }),
    )
  await enqueueEmails(scope, [toPerson, ...toAdministrators])
}
