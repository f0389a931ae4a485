import { join } from 'node:path'
import { Piscina } from 'piscina'
import { AppError, invalid } from '@/lib/kernel/errors'
import { HARDER_TO_GUESS } from './policy-hint'
import type { estimateStrength } from './zxcvbn.mjs'

/** More than this many waiting, and a caller is better told to come back. */
const QUEUE = 50

const shared = globalThis as typeof globalThis & { consoleStrengthWorkers?: Piscina }

/** A thread of its own: the dictionaries take a second to load and an unkind password half of one to estimate (measured). */
const strengthWorkers = (): Piscina =>
  (shared.consoleStrengthWorkers ??= new Piscina({
    filename: join(process.cwd(), 'lib/passwords/zxcvbn.mjs'),
    name: 'estimateStrength',
    minThreads: 0,
    maxThreads: 1,
    maxQueue: QUEUE,
    idleTimeout: 60_000,
  }))

async function estimate(password: string, words: string[]): Promise<ReturnType<typeof estimateStrength>> {
  try {
    return (await strengthWorkers().run({ password, words })) as ReturnType<typeof estimateStrength>
  } catch (error) {
    if (error instanceof Error && /queue/i.test(error.message)) {
      throw new AppError('busy', 'Many people are setting passwords right now. Try again in a few seconds.', {
        retryAfter: 5,
      })
    }
    throw error
  }
}

/**
 * Refuses a password that is easy to guess. What the schema `newPassword` asks for is asked before.
 * @param words what belongs to the person: name, email address, company
 * @param field where the sentence goes
 * @param least on the library's scale of 0 to 4, where 3 is more than 10^8 guesses; one of the most used is refused in any case
 * @throws AppError `invalid_input` at the field; `busy` when too many wait
 */
export async function requireStrongPassword(
  password: string,
  words: string[],
  field: string,
  least: number,
): Promise<void> {
  const { score, why, listed } = await estimate(password, words)
  if (listed || score < least) throw invalid({ [field]: why || HARDER_TO_GUESS })
}
