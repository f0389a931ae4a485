import { sqlStateOf } from '@/db/sql-state'
import { AppError } from '@/lib/kernel/errors'

/**
 * What a database error means to a person. Foreign key, unique key and row-level security say the
 * same, so that none of them tells whether another company has a row.
 */
export function databaseRefusal(error: unknown): AppError {
  switch (sqlStateOf(error)) {
    case '23503':
    case '23505':
    case '42501':
      return new AppError(
        'conflict',
        'Somebody changed this at the same time, or it already exists. Reload the page and try again.',
        { cause: error },
      )
    // Text, numbers, dates and ids that no column can hold, such as a NUL character.
    case '22003':
    case '22007':
    case '22008':
    case '22021':
    case '22P02':
    case '22P05':
      return new AppError('invalid_input', 'This contains characters that cannot be stored. Check what you entered.', {
        cause: error,
      })
    case '40001':
    case '40P01':
      return new AppError('conflict', 'Somebody changed this at the same time. Try again.', { cause: error })
    case '57014':
    case '55P03':
      return new AppError('busy', 'This took too long and was stopped. Try again in a moment.', {
        retryAfter: 5,
        cause: error,
      })
    default:
      return new AppError('internal', 'Something went wrong on our side. Try again.', { cause: error })
  }
}
