import { credentialsIn } from '@/db/repositories/credentials'
import { passwordHistoryIn } from '@/db/repositories/password-history'
import { securityIn } from '@/db/repositories/security'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { invalid } from '@/lib/kernel/errors'
import type { PasswordPolicy } from '@/lib/kernel/security-settings'
import { comparePassword, type HashRequest } from './hash'
import { unmetPasswordRule } from './policy-hint'
import { requireStrongPassword } from './strength'

/** What a new password of somebody has to stand up to, as it is at this moment. */
interface PasswordRules {
  policy: PasswordPolicy
  /** Hashes of the passwords that a new one must differ from. */
  former: string[]
}

/** The company's policy and what the person had before; somebody new had nothing. */
export async function passwordRulesFor(scope: CompanyScope, userId?: string): Promise<PasswordRules> {
  const { password: policy } = await securityIn(scope).effective()
  if (!userId || policy.history === 0) return { policy, former: [] }
  const history = (await passwordHistoryIn(scope).latest(userId, policy.history)).map(row => row.passwordHash)
  const { passwordHash } = await credentialsIn(scope).passwordHashOf(userId)
  return {
    policy,
    former: [...new Set([...(passwordHash ? [passwordHash] : []), ...history])].slice(0, policy.history),
  }
}

/**
 * Refuses a password that the company's policy does not allow: the one function for every way of choosing one. It
 * hashes for each former password, so it stands outside any transaction.
 * @param words what belongs to the person: name, email address, company
 * @param field where the sentence goes
 * @param hashing of the request that chooses it
 * @throws AppError `invalid_input` at the field; `busy` when too many wait
 */
export async function requireAllowedPassword(
  { policy, former }: PasswordRules,
  password: string,
  words: string[],
  field: string,
  hashing: HashRequest,
): Promise<void> {
  const missing = unmetPasswordRule(policy, password)
  if (missing) throw invalid({ [field]: missing })
  await requireStrongPassword(password, words, field, policy.minStrength)
  for (const hash of former) {
    if (await comparePassword(password, hash, hashing)) {
      throw invalid({
        [field]: `You cannot reuse one of your last ${policy.history} passwords. Choose a new one.`,
      })
    }
  }
}

/** Sets a person's password and remembers it for the policy; the former one too, where it is from before there was a memory. */
export async function storePassword(scope: CompanyScope, userId: string, passwordHash: string): Promise<void> {
  const history = passwordHistoryIn(scope)
  const { passwordHash: former } = await credentialsIn(scope).passwordHashOf(userId)
  const known = (await history.latest(userId, 1))[0]?.passwordHash
  if (former && former !== known) await history.add(userId, former)
  await usersIn(scope).setPasswordHash(userId, passwordHash)
  await history.add(userId, passwordHash)
}
