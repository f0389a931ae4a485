import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import pino from 'pino'
import { AppError } from '@/lib/kernel/errors'
import { formatList } from '@/lib/kernel/format'
import { lookup } from '@/lib/kernel/lookup'
import { withoutParameters } from '@/lib/kernel/without-parameters'

interface Failure {
  /** As it is typed. */
  command: string
  /** What the command had done and kept, a sentence each; left out by what serves, which does the rest at its next start. */
  done?: readonly string[]
}

/**
 * What a failed command says: what happened, what it had done before, and the number under which the log tells more.
 * Neither holds SQL parameters, and what is printed holds no SQL: a batch is megabytes of other people's names.
 */
export function explainFailure(error: unknown, { command, done }: Failure): string {
  // A port that is taken, a wrong setting: the sentence says all there is.
  if (!done && isOurs(error) && !error.cause) return error.message
  const number = randomUUID()
  const file = write(error, { command, done, number })
  return [
    sentenceOf(error),
    done &&
      (done.length
        ? `Done before it failed, and kept: ${formatList([...done])}.`
        : 'Nothing had been done before it failed.'),
    file ? `The log has the details under ${number}: ${file}` : `The log could not be written (${number}).`,
  ]
    .filter(Boolean)
    .join('\n')
}

function write(error: unknown, facts: Failure & { number: string }): string | undefined {
  const file = join(resolve(process.env.CONSOLE_DATA_DIR || '.data'), 'log', 'commands.log')
  try {
    const destination = pino.destination({ dest: file, mkdir: true, mode: 0o600, sync: true })
    pino(
      { base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: withoutParameters } },
      destination,
    ).error({ ...facts, err: error }, 'A command failed.')
    return file
  } catch {
    return undefined
  }
}

/** Why a database refuses, by SQLSTATE (PostgreSQL's appendix A) and class. */
const refusals: Record<string, string> = {
  '57014': 'a statement took longer than it may',
  '55P03': 'something else holds a lock for too long',
  '42501': 'the role may not do this',
  '23': 'what was to be written breaks a rule of its tables',
  '53': 'it lacks disk, memory or connections',
  '57': 'it is being stopped or started',
  '08': 'the connection broke',
}

/** Thrown by ourselves with a sentence for people. Errors of libraries carry statements in their message. */
const isOurs = (error: unknown): error is Error =>
  error instanceof AppError ||
  (error instanceof Error && error.constructor === Error && !('query' in error) && !('code' in error))

function sentenceOf(error: unknown): string {
  const refusal = databaseError(error)
  if (error instanceof AppError) return Object.values(error.fields ?? {}).join(' ') || error.message
  if (refusal) {
    const { code, constraint_name: constraint } = refusal
    const why = lookup(refusals, code) ?? lookup(refusals, code.slice(0, 2)) ?? 'it did not accept a statement'
    return `The database refused: ${why} (SQLSTATE ${code}${constraint ? `, ${constraint}` : ''}).`
  }
  if (isOurs(error)) return error.message
  return 'Something unforeseen happened.'
}

interface DatabaseError extends Error {
  code: string
  constraint_name?: string
}

/** What a server of PostgreSQL said, unless somebody has put it into a sentence already. */
function databaseError(error: unknown): DatabaseError | undefined {
  const isQuery = (cause: unknown) => cause instanceof Error && 'query' in cause
  for (let cause = error; cause instanceof Error; cause = isQuery(cause) ? cause.cause : undefined) {
    if ('severity' in cause && 'code' in cause) return cause as DatabaseError
  }
  return undefined
}
