import type { CompanyScope } from '@/db/scope'
import { passwordMatches, takeAsLong } from './passwords'
import type { Attempt } from './throttle'

interface Look {
  attempt: Attempt
  password: string
  /** Of the person, where there is one. */
  hash: string | null | undefined
  ip: string | null
  /** A transaction of its own, for when the attempt is taken back. */
  transaction: (work: (scope: CompanyScope) => Promise<void>) => Promise<void>
}

/**
 * Whether a password is right, by the attempt that was reserved for it: not looked at where the attempt is not allowed, and
 * as slow. What finds no room any more was no attempt. @throws AppError `busy`
 */
export async function passwordIsRight({ attempt, password, hash, ip, transaction }: Look): Promise<boolean> {
  if (!attempt.allowed) return takeAsLong(ip)
  try {
    return await passwordMatches(password, hash, ip)
  } catch (error) {
    await transaction(scope => attempt.withdrawn(scope))
    throw error
  }
}
