/**
 * The one error type of the application and the one table from its codes to HTTP status.
 * An AppError's message is written for people; its cause goes to the log with the request id
 * and never to a browser.
 */

import { formatList } from './format'

const statusOf = {
  bad_request: 400,
  company_required: 400,
  invalid_input: 422,
  unauthenticated: 401,
  wrong_credentials: 401,
  wrong_code: 401,
  wrong_passkey: 401,
  forbidden: 403,
  untrusted_origin: 403,
  not_held: 403,
  second_factor_required: 403,
  enrolment_required: 403,
  password_expired: 403,
  network_not_allowed: 403,
  company_suspended: 403,
  step_up_required: 403,
  session_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  other_company: 409,
  other_user: 409,
  address_changed: 409,
  conflict: 409,
  group_grown: 409,
  nobody_new: 409,
  last_administrator: 409,
  own_account: 409,
  wrong_status: 409,
  still_required: 409,
  changed_meanwhile: 412,
  too_large: 413,
  too_often: 429,
  busy: 503,
  unavailable: 503,
  outcome_unknown: 503,
  internal: 500,
} as const

export type ErrorCode = keyof typeof statusOf

/** Field path (dotted, as in the form) to a sentence for people. */
type FieldErrors = Record<string, string>

export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldErrors | undefined
  /** Seconds after which trying again makes sense (HTTP Retry-After). */
  readonly retryAfter: number | undefined
  /** What a page needs to offer a way on, fit for who asked; plain data. */
  readonly details: unknown

  constructor(
    code: ErrorCode,
    message: string,
    options: { fields?: FieldErrors; retryAfter?: number; details?: unknown; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.fields = options.fields
    this.retryAfter = options.retryAfter
    this.details = options.details
  }

  get status(): number {
    return statusOf[this.code]
  }
}

/** Refused for want of a permission. Thrown before anything is looked up. */
export class ForbiddenError extends AppError {
  readonly permission: string
  /** Names of the groups that grant the permission, and of people who can change groups. */
  readonly help: { groups: string[]; helpers: string[] }

  constructor(permission: string, help: { groups: string[]; helpers: string[] }) {
    super('forbidden', explainRefusal(permission, help))
    this.permission = permission
    this.help = help
  }
}

function explainRefusal(permission: string, { groups, helpers }: ForbiddenError['help']): string {
  const missing = `You need the permission ${permission}, which your groups do not grant.`
  const granted = groups.length ? ` It is granted by ${formatList(groups, 'or')}.` : ''
  const ask = helpers.length ? ` ${formatList(helpers, 'or')} can help.` : ''
  return missing + granted + ask
}

/** What a refusal for want of held permissions says to programs. */
interface NotHeldDetails {
  /** Keys that the actor would have to hold. */
  lacking: readonly string[]
  /** Names of the groups that grant all of them, and of people who can do it. */
  groups: readonly string[]
  helpers: readonly string[]
}

/** Refused because somebody would give or take what they do not hold themselves. */
export class NotHeldError extends AppError {
  constructor(message: string, details: NotHeldDetails) {
    super('not_held', message, { details })
  }
}

/** Refused because a group grants more than when it was looked at, so that more would change hands than anybody saw. */
export class GroupGrownError extends AppError {
  constructor(groups: readonly { id: string; name: string; grants: readonly string[]; added: readonly string[] }[]) {
    const sentences = groups.map(
      ({ name, grants, added }) =>
        `${name} now grants more than when you reviewed it: ${added.join(', ')}. It now grants ${formatList(grants)}.`,
    )
    super('group_grown', `${sentences.join(' ')} Nothing was changed. Review the changes and try again.`, {
      details: { groups },
    })
  }
}

/** A field of an edit that came second: what it would have become, and what it has become meanwhile. */
export interface FieldMeanwhile {
  /** Dotted where the input nests. */
  field: string
  yours: unknown
  theirs: unknown
}

/** What whoever is refused for coming second is told. */
export interface Meanwhile {
  /** The present version: who sends it with the next try has seen this. */
  version: number
  /** Who made it, by their name today; left out where that was the operator, time, or somebody who is gone. */
  by?: string
  /** It was the reader, from another page. */
  own: boolean
  /** RFC 3339. */
  at?: string
  /** Fields of the edit that differ from what there is now. */
  fields: readonly FieldMeanwhile[]
}

/** Refused because what was to be changed is no longer as it was when whoever changes it looked at it. */
export class ChangedMeanwhileError extends AppError {
  constructor(meanwhile: Meanwhile) {
    const sentence = meanwhile.own
      ? 'You have since changed this on another page'
      : meanwhile.by
        ? `${meanwhile.by} has since changed this`
        : 'This has since been changed'
    super('changed_meanwhile', `${sentence}, so nothing was saved.`, { details: meanwhile })
  }
}

/** What an edit was refused with for coming second; undefined for every other refusal. */
export const meanwhileOf = ({ code, details }: Pick<ErrorBody, 'code' | 'details'>): Meanwhile | undefined =>
  code === 'changed_meanwhile' ? (details as Meanwhile) : undefined

/** The one answer for an id that never existed and for an id of another company. */
export const notFound = (thing: string): AppError => new AppError('not_found', `${thing} not found.`)

export const invalid = (fields: FieldErrors): AppError =>
  new AppError('invalid_input', 'Check the marked fields.', { fields })

/** Nothing was done: whoever sends the same again does it once. */
export const databaseAway = (cause: unknown): AppError =>
  new AppError('unavailable', 'Console cannot reach its database right now. Try again in a moment.', {
    retryAfter: 2,
    cause,
  })

/** Nothing was changed, but something was counted or used up: only the person sends it again. */
export const databaseBusy = (cause: unknown): AppError =>
  new AppError('busy', 'Console cannot reach its database right now. Try again in a moment.', { retryAfter: 2, cause })

/** The commit was on its way, and no answer came: whoever sends the same again may do it twice. */
export const outcomeUnknown = (cause: unknown): AppError =>
  new AppError(
    'outcome_unknown',
    'Console lost the connection to its database while saving. Your change may or may not have been saved. Check before you try again.',
    { cause },
  )

/** What a server action returns: a value, also when it refuses. Never holds a secret. */
export type ActionResult<T = unknown> = { ok: true; data: T } | { ok: false; error: ErrorBody }

export interface ErrorBody {
  code: ErrorCode
  message: string
  fields?: FieldErrors
  details?: unknown
  requestId: string
}

export const errorBody = (error: AppError, requestId: string): ErrorBody => ({
  code: error.code,
  message: error.message,
  ...(error.fields && { fields: error.fields }),
  ...(error.details !== undefined && { details: error.details }),
  requestId,
})
