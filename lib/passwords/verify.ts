import type { CompanyScope } from '@/db/scope'
import type { ThrottledAttempt } from '@/lib/throttling/throttle'
import { comparePassword, dummyHash, penaltyWait, type HashRequest } from './hash'

interface Verification {
  attempt: ThrottledAttempt
  password: string
  /** Of the person, where there is one. */
  hash: string | null | undefined
  request: HashRequest
  /** A transaction of its own, for when the attempt is taken back. */
  transaction: (work: (scope: CompanyScope) => Promise<void>) => Promise<void>
}

/**
 * Whether a password is right, by the attempt that was reserved for it. It is not looked at where the attempt is not
 * allowed or nobody is behind it; that takes as long and computes nothing. What found no turn was no attempt.
 * @throws AppError `busy`
 */
export async function verifyPassword({
  attempt,
  password,
  hash,
  request,
  transaction,
}: Verification): Promise<boolean> {
  if (attempt.shed) return penaltyWait(request)
  try {
    return await (attempt.allowed && hash ? comparePassword(password, hash, request) : dummyHash(request))
  } catch (error) {
    await transaction(scope => attempt.withdrawn(scope))
    throw error
  }
}
