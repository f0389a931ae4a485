import type { z } from 'zod'
import { actorsIn } from '@/db/repositories/actors'
import { administratorsIn } from '@/db/repositories/administrators'
import { auditEventsIn, type NewAuditEvent } from '@/db/repositories/audit-events'
import { companyIdBySlug, inCompany, inNoCompany, type CompanyScope } from '@/db/scope'
import { AppError, databaseAway, databaseBusy, ForbiddenError, type ErrorCode } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { setReader } from '@/lib/kernel/reader'
import { hashToken } from '@/lib/kernel/tokens'
import { actorBySession, type SessionActor } from './actor'
import { can } from './can'
import { databaseRefusal } from './database-refusal'
import type { AnyOperation, LaterPart, Operation, PublicOperation, RequestFacts } from './define'
import { foldEvent } from './fold-events'
import { OtherCompanyError, requireReader } from './page-reader'
import { parseInput } from './parse-input'
import { notePermissionUse } from './permission-use'
import { principalOf, publicPrincipal } from './principal'
import { isRecordedRefusal, recordEvents, recorder, recordRefusal, refusalEvent } from './recorder'
import { sessionRequirement, isSteppedUp, type SessionRequirement } from './session-requirements'
import { companySuspended, requireNotSuspended } from './suspension'
import { isTypedOn, noteSearch } from './typed-searches'

/** Who calls: what the cookie says, to be believed only after a look into the database. */
export interface Caller {
  session: { token: string; companyId: string } | undefined
  /** The company in the address of the page that the call comes from. */
  slug?: string
  /** Whom the page that the call comes from was drawn for, by the id of the user. */
  reader?: string
  request: RequestFacts
  /** Hears who it is as soon as that is certain, so that a refusal can be shown in their frame. */
  onActor?: (actor: SessionActor) => void
  /** Said by our own code alone: it goes on with what was authorized and recorded, and is authorized again. */
  part?: LaterPart
}

export interface OperationResult<O> {
  actor: SessionActor
  data: O
}

const signedOut = () => new AppError('unauthenticated', 'You are signed out. Sign in again.')

/**
 * The one way an operation runs: session → permission → input → action → audit event, all in one
 * transaction of the caller's company, committed together or not at all. A `serialized` operation takes the
 * company's lock between the permission and the rest, and asks for the permission once more.
 * @throws AppError; refusals are in the audit log by then.
 */
export async function execute<I extends z.ZodType, O extends z.ZodType, P>(
  operation: Operation<I, O, P>,
  caller: Caller,
  raw: unknown,
): Promise<OperationResult<z.output<O>>> {
  const { session, request, part } = caller
  if (!session) throw signedOut()
  let known: SessionActor | undefined
  const kept = operation.kind === 'query' && !operation.plannedAnew
  const plans = kept ? 'kept' : operation.writesMany ? 'once' : 'anew'
  const mayDo = (actor: SessionActor): boolean => !operation.permission || can(actor, operation.permission)

  const whoAsks = async (scope: CompanyScope): Promise<SessionActor> => {
    const actor = await actorBySession(scope, hashToken(session.token), request.timeZone)
    if (!actor) throw signedOut()
    requireReader(
      actor,
      caller,
      () => !actor.suspended && !sessionRequirement(actor.security, actor.assurance, request.ip),
    )
    known = actor
    setReader({ timeZone: actor.timeZone })
    if (actor.suspended && !operation.allowedWhile?.includes('suspended')) {
      // Their own frame says so: it tells nothing that they may not know.
      caller.onActor?.(actor)
      throw companySuspended(actor.company.name, actor.suspended.because)
    }
    requireAssurance(operation, actor, request)
    caller.onActor?.(actor)
    return actor
  }

  const authorized = async <T>(
    work: (scope: CompanyScope, actor: SessionActor, input: z.output<I>) => Promise<T>,
  ): Promise<T> => {
    const result = await inCompany(
      session.companyId,
      async scope => {
        let actor = await whoAsks(scope)
        if (operation.serialized && mayDo(actor)) {
          await administratorsIn(scope).lock()
          actor = await whoAsks(scope)
        }
        if (!mayDo(actor)) return { refusal: await refuse(scope, actor, operation.permission!) }
        const input = parseInput(operation.input, raw)
        const lacking = operation.alsoRequires?.(input).find(permission => !can(actor, permission))
        if (lacking) return { refusal: await refuse(scope, actor, lacking) }
        return { value: await work(scope, actor, input) }
      },
      { plans },
    )
    if ('refusal' in result) throw result.refusal
    return result.value
  }

  const refuse = async (scope: CompanyScope, actor: SessionActor, permission: string): Promise<ForbiddenError> => {
    const error = new ForbiddenError(permission, await actorsIn(scope).helpFor([permission]))
    await auditEventsIn(scope).insert([refusalEvent(error, operation.name, request, principalOf(actor))])
    return error
  }

  /** Whether something was kept before the change itself: an attempt that counts, a challenge that is answered once. */
  let isSpent = false
  const spending = async <T>(work: (scope: CompanyScope) => Promise<T>): Promise<T> => {
    const kept = await inCompany(session.companyId, work)
    isSpent = true
    return kept
  }

  try {
    const { prepare } = operation
    const prepared = prepare
      ? await (async () => {
          const ready = await authorized(async (_, actor, input) => ({ actor, input }))
          return prepare({ actor: ready.actor, request, read: spending }, ready.input)
        })()
      : (undefined as P)
    const { afterwards, ...result } = await authorized(async (scope, actor, input) => {
      const asked = operation.permission ? [operation.permission, ...(operation.alsoRequires?.(input) ?? [])] : []
      const used = await notePermissionUse(scope, actor.userId, asked)
      const { record, events } = recorder(operation.name, request, principalOf(actor))
      const data = operation.output.parse(await operation.run({ scope, actor, record, request, part }, input, prepared))
      const typed = operation.typed?.(input)
      const isTold = typed !== undefined && isTypedOn(operation.name, actor.sessionId, typed)
      const isLater = part !== undefined && !events.length
      if (!operation.unrecorded && !isTold && !isLater) await recordEvents(scope, operation.name, events)
      const afterwards = () => {
        used()
        if (typed && !isTold && operation.isWhole?.(data)) noteSearch(operation.name, actor.sessionId, typed)
      }
      return { actor, data, afterwards }
    })
    afterwards()
    return result
  } catch (error) {
    const told = await asAppError(error, operation, caller)
    // Sent again by itself, it would count once more, or be too late for its challenge.
    const refusal = isSpent && told.code === 'unavailable' ? databaseBusy(error) : told
    if (known && isRecordedRefusal(refusal))
      await recordRefusal(session.companyId, refusalEvent(refusal, operation.name, request, principalOf(known)))
    throw refusal
  }
}

/**
 * The same for what happens before anyone is signed in. That a company is suspended is told to who has proved something,
 * and nothing of what they did then remains; everybody else gets the usual answers.
 * @throws AppError `invalid_input`, `company_suspended`, or what the operation throws.
 */
export async function executePublic<I extends z.ZodType<{ company: string }>, O extends z.ZodType>(
  operation: PublicOperation<I, O>,
  request: RequestFacts,
  raw: unknown,
): Promise<z.output<O>> {
  let companyId: string | undefined
  let proved: NewAuditEvent | undefined
  try {
    const input = parseInput(operation.input, raw)
    companyId = await companyIdBySlug(input.company)
    const known = companyId
    const open = <T>(work: (scope: CompanyScope) => Promise<T>) => (known ? inCompany(known, work) : inNoCompany(work))
    const data = await operation.run(
      {
        request,
        transaction: work =>
          open(async scope => {
            const { record, events, folded } = recorder(operation.name, request, publicPrincipal())
            const result = await work({ scope, record })
            proved = events.find(({ outcome }) => outcome === 'succeeded')
            if (proved && companyId && !operation.answersAnybody) await requireNotSuspended(scope)
            if (companyId) await auditEventsIn(scope).insert(events)
            if (companyId) for (const event of folded) await foldEvent(scope, event)
            return result
          }),
      },
      input,
    )
    return operation.output.parse(data)
  } catch (error) {
    const refusal = await asAppError(error, operation, { session: undefined, request })
    if (refusal.code === 'company_suspended' && companyId && proved) {
      const event = refusalEvent(refusal, operation.name, request, publicPrincipal(proved.actorId))
      await recordRefusal(companyId, event)
    }
    throw refusal
  }
}

const demands: { [D in Exclude<SessionRequirement, 'suspended'>]: readonly [ErrorCode, string] } = {
  network: [
    'network_not_allowed',
    'Your company only allows access from certain networks, and this is not one of them.',
  ],
  second_factor: ['second_factor_required', 'Complete two-factor authentication first.'],
  enrol: ['enrolment_required', 'Your company requires two-factor authentication. Set it up first.'],
  change_password: ['password_expired', 'Your password has expired. Choose a new one first.'],
}

/**
 * What the session has to fulfil before this operation, beyond the permission.
 * @throws AppError `network_not_allowed`, `second_factor_required`, `enrolment_required`, `password_expired` or `step_up_required`
 */
function requireAssurance(
  { allowedWhile, stepUp }: AnyOperation,
  { security, assurance }: SessionActor,
  { ip }: RequestFacts,
): void {
  const demand = sessionRequirement(security, assurance, ip)
  if (demand && !allowedWhile?.includes(demand)) throw new AppError(...demands[demand])
  if (stepUp && !isSteppedUp(assurance)) throw new AppError('step_up_required', 'Confirm your identity to continue.')
}

async function asAppError(
  error: unknown,
  { name, kind }: Pick<AnyOperation | PublicOperation, 'name' | 'kind'>,
  caller: Caller,
): Promise<AppError> {
  const about = { operation: name, requestId: caller.request.requestId }
  if (error instanceof OtherCompanyError) return explainOtherCompany(error, caller)
  if (error instanceof AppError) {
    if (error.cause) log.warn({ err: error.cause, ...about }, error.message)
    // Whether the record of a read was kept matters to nobody who reads again.
    return error.code === 'outcome_unknown' && kind === 'query' ? databaseAway(error.cause) : error
  }
  const refusal = databaseRefusal(error)
  const level = refusal.code === 'internal' ? 'error' : 'warn'
  log[level]({ err: error, ...about }, 'An operation failed.')
  return refusal
}

/** A former slug of one's own company is not another company: the caller is sent on to the current one. */
async function explainOtherCompany(error: OtherCompanyError, { session, slug, request }: Caller): Promise<AppError> {
  const owner = await companyIdBySlug(slug ?? '')
  if (!session || owner !== session.companyId) return error
  return inCompany(session.companyId, async scope => {
    const actor = await actorBySession(scope, hashToken(session.token), request.timeZone)
    return actor ? new OtherCompanyError(actor, actor.company.slug) : signedOut()
  })
}
