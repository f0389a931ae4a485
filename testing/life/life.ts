import { v7 as uuidv7 } from 'uuid'
import type { UserStatus } from '@/db/schema'
import '@/lib/audit/catalogue'
import { buildEvent } from '@/lib/operation/build-event'
import { can } from '@/lib/operation/can'
import { principalOf, publicPrincipal, type Principal } from '@/lib/operation/principal'
import type { EventFacts, EventName, RecordedTarget } from '@/lib/operation/register'
import type { Permission } from '@/lib/permissions/catalogue'
import { lackingKeys, type AccessChange } from '@/lib/permissions/held'
import { noRows, type LifeRow } from './rows'

/** A group as it is at the moment that the life has come to. */
export interface LivingGroup {
  id: string
  name: string
  grants: Set<string>
  /** Its members have to have a second factor. */
  asksForFactor: boolean
  row?: LifeRow<'groups'>
}

/** Somebody as they are at that moment. */
export interface LivingPerson {
  id: string
  name: string
  email: string
  title: string
  status: UserStatus
  createdAt: Date
  activatedAt?: Date
  deactivatedAt?: Date
  deactivationReason?: string
  passwordChangedAt?: Date
  lastSignInAt?: Date
  edited?: { by: string; at: Date; times: number }
  groups: Set<LivingGroup>
  factor?: 'app' | 'passkey'
  /** Where they work, as their browser and network say it. */
  place: { ip: string; userAgent: string }
  devices: LifeRow<'devices'>[]
  /** The last one that began. */
  session?: LifeRow<'sessions'> & { id: string }
  invitation?: LifeRow<'invitations'>
  /** Days on which they signed in, YYYY-MM-DD. */
  days: Set<string>
  /** Of the story: their rows are there. */
  ofStory: boolean
}

/** Who acts, from where: an event of a request. */
interface Noted<E extends EventName> {
  operation: string
  /** Nobody: before signing in. */
  by?: LivingPerson
  via?: Principal['via']
  target?: RecordedTarget<E>
  outcome?: 'succeeded' | 'refused'
  /** What belongs to one request has one id. */
  requestId?: string
  place?: { ip: string; userAgent: string }
}

/** What the life begins with: the company of the story. */
export interface LifeStart {
  companyId: string
  people: LivingPerson[]
  groups: LivingGroup[]
  /** Ids by key, Console's own included. */
  permissions: Map<string, string>
}

export const utcDayOf = (at: Date): string => at.toISOString().slice(0, 10)

/**
 * A company as it lives: whoever acts changes what is at that moment and leaves the rows that the operation would have left then.
 * Acts are called in the order of time, and refuse what the operation would refuse.
 */
export function lifeOf({ companyId, people, groups, permissions }: LifeStart) {
  const rows = noRows()
  const uses = new Map<string, LifeRow<'permissionUse'>>()
  const persons = new Map(people.map(person => [person.name, person]))
  const named = new Map(groups.map(group => [group.name, group]))
  /** Whose account is gone, with all that goes along. */
  const gone = new Set<string>()

  const holds = (person: LivingPerson): string[] => [...person.groups].flatMap(group => [...group.grants])

  const note = <E extends EventName>(at: Date, event: E, facts: EventFacts<E>, noted: Noted<E>): void => {
    const { by, via = 'session', operation, outcome, target, requestId } = noted
    const { ip, userAgent } = noted.place ?? by?.place ?? { ip: null, userAgent: null }
    const actor = !by
      ? publicPrincipal()
      : via === 'public'
        ? publicPrincipal(by.id)
        : principalOf({ userId: by.id, via: via as 'session' | 'system' })
    const request = via === 'system' ? { requestId } : { requestId, ip, userAgent }
    rows.auditEvents.push({ ...buildEvent(event, facts, { actor, operation, outcome, at, target, request }) })
  }

  /** Of a permission, on the day on which somebody did what it opens. */
  const noteUse = (at: Date, person: LivingPerson, permission: string): void => {
    const permissionId = permissions.get(permission)
    if (!permissionId) throw new Error(`The company has no permission ${permission}.`)
    const key = `${person.id} ${permission} ${utcDayOf(at)}`
    const known = uses.get(key)
    if (known) known.uses++
    else {
      const row = { userId: person.id, permissionId, day: utcDayOf(at), uses: 1 }
      uses.set(key, row)
      rows.permissionUse.push(row)
    }
  }

  /**
   * That somebody may act as the operation asks, with what they hold at that moment, and uses that.
   * @throws Error where they may not: the plan is wrong
   */
  const mustBeAllowed = (
    at: Date,
    by: LivingPerson,
    permission: Permission,
    change?: [AccessChange, string[]],
  ): void => {
    const held = { permissions: holds(by) }
    const lacking = change ? lackingKeys(change[0], held, change[1]) : []
    if (by.status !== 'active' || !can(held, permission) || lacking.length)
      throw new Error(`${by.name} may not do this on ${utcDayOf(at)}: ${permission} ${lacking.join(', ')}`)
    noteUse(at, by, permission)
  }

  const beginStatus = (person: LivingPerson, status: UserStatus, at: Date): void => {
    const before = rows.userStatusPeriods.findLast(row => row.userId === person.id && !row.endedAt)
    if (before) before.endedAt = at
    person.status = status
    rows.userStatusPeriods.push({ id: uuidv7({ msecs: at.getTime() }), userId: person.id, status, validFrom: at })
  }

  const find = <T>(among: Map<string, T>, name: string): T => {
    const found = among.get(name)
    if (!found) throw new Error(`There is no ${name} yet, or any more.`)
    return found
  }

  return {
    companyId,
    rows,
    permissions,
    people: persons,
    groups: named,
    gone,
    note,
    noteUse,
    mustBeAllowed,
    beginStatus,
    holds,
    person: (name: string): LivingPerson => find(persons, name),
    group: (name: string): LivingGroup => find(named, name),
    id: (at: Date): string => uuidv7({ msecs: at.getTime() }),
  }
}

export type Life = ReturnType<typeof lifeOf>
