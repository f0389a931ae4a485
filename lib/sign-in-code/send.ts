import { challengesIn } from '@/db/repositories/challenges'
import { companiesIn } from '@/db/repositories/companies'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { post } from '../mail/post'
import { codeDigest, newCode } from './code'

export const SEND_CODE = 'sign-in-code.send'

/**
 * Makes the code that was asked for, and mails it. In the background, so that asking takes as long for an address that
 * nobody here has. Called again it does nothing: a question gets one code.
 */
export const sendCode = (companyId: string, questionId: string): Promise<void> =>
  inCompany(companyId, async scope => {
    const challenges = challengesIn(scope)
    const asked = await challenges.unanswered(questionId)
    if (!asked) return
    const code = newCode()
    await challenges.expect(questionId, codeDigest(questionId, code))
    const [{ name: company }, { id, name, email }] = [await companiesIn(scope).find(), await usersIn(scope).find(asked.userId)]
    const content = { company, code, expiresAt: asked.expiresAt.toISOString() }
    await post(scope, { template: 'sign-in-code', to: { name, address: email }, userId: id, content })
  })
