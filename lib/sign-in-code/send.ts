import { challengesIn } from '@/db/repositories/challenges'
import { companiesIn } from '@/db/repositories/companies'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { enqueueEmail } from '@/lib/platform/mail/enqueue'
import { codeDigest, newSignInCode } from './code'

export const SEND_SIGN_IN_CODE = 'sign-in-code.send'

/**
 * Makes the code that was asked for, and mails it. In the background, so that asking takes as long for an address that
 * nobody here has. Called again it does nothing: a question gets one code, and a person has one that is live.
 */
export const sendSignInCode = (companyId: string, questionId: string): Promise<void> =>
  inCompany(companyId, async scope => {
    const challenges = challengesIn(scope)
    const userId = await challenges.waiting(questionId)
    // Held to the end: of several questions the one that was asked last is left, whichever comes here first.
    if (!userId || (await usersIn(scope).statusForUpdate(userId)) !== 'active') return
    if ((await challenges.latestOf('email_code', userId)) !== questionId) return
    const code = newSignInCode()
    const asked = await challenges.expect(questionId, codeDigest(questionId, code))
    if (!asked) return
    await challenges.endOthers('email_code', userId, questionId)
    const [{ name: company }, { name, email }] = [await companiesIn(scope).find(), await usersIn(scope).find(userId)]
    const content = { company, code, expiresAt: asked.expiresAt.toISOString() }
    await enqueueEmail(scope, { template: 'sign-in-code', to: { name, address: email }, userId, content })
  })
