/**
 * Who holds what, worked out by looking at everything there is, one by one: what the database's answers are compared with. It
 * shares nothing with them, neither the arithmetic of wildcards nor that of time.
 */

export const resources = ['ledger', 'reports', 'wiki', '*']
export const actions = ['post', 'read', 'share', '*']

/** All pairs: concrete ones and wildcards. */
export const everyKey = resources.flatMap(resource => actions.map(action => `${resource}:${action}`))

/** Everything that a key opens, by listing it: a star stands for each of the words, and for itself. */
export const openedByKey = new Map(
  everyKey.map(key => {
    const [resource = '', action = ''] = key.split(':')
    const ofResource = resource === '*' ? resources : [resource]
    const ofAction = action === '*' ? actions : [action]
    return [key, new Set(ofResource.flatMap(one => ofAction.map(other => `${one}:${other}`)))] as const
  }),
)

export interface ModelledRow {
  groupId: string
  /** The person, or the permission. */
  id: string
  /** By the milliseconds of the database's clock. */
  from: number
  to: number
  /** After which change it was there, and after which it was closed. */
  added: number
  closed: number
}

/** Something with a value that changes: what it was from which change on; undefined where it was gone. */
type ModelledValue = { since: number; value: string | undefined }[]

export class HoldingsModel {
  readonly memberships: ModelledRow[] = []
  readonly grants: ModelledRow[] = []
  readonly keys = new Map<string, ModelledValue>()
  readonly statuses = new Map<string, ModelledValue>()
  readonly names = new Map<string, ModelledValue>()

  valueAt(values: ModelledValue | undefined, change: number): string | undefined {
    let found: string | undefined
    for (const { since, value } of values ?? []) if (since <= change) found = value
    return found
  }

  rowsAt(rows: readonly ModelledRow[], change: number, at: number): ModelledRow[] {
    return rows.filter(row => row.added <= change && change < row.closed && row.from <= at && at < row.to)
  }

  /** Keys by person, whatever their status. */
  heldAt(change: number, at: number): Map<string, Set<string>> {
    const held = new Map<string, Set<string>>()
    const grants = this.rowsAt(this.grants, change, at)
    for (const membership of this.rowsAt(this.memberships, change, at)) {
      const keys = held.get(membership.id) ?? new Set()
      for (const grant of grants) {
        if (grant.groupId !== membership.groupId) continue
        const key = this.valueAt(this.keys.get(grant.id), change)
        if (key) keys.add(key)
      }
      if (keys.size) held.set(membership.id, keys)
    }
    return held
  }

  close(rows: readonly ModelledRow[], change: number, which: (row: ModelledRow) => boolean): void {
    for (const row of rows) if (row.closed === Number.POSITIVE_INFINITY && which(row)) row.closed = change
  }
}

/** What of all pairs somebody with these keys may do. */
export const listAllowed = (keys: Iterable<string>): Set<string> => {
  const allowed = new Set<string>()
  for (const key of keys) for (const one of openedByKey.get(key)!) allowed.add(one)
  return allowed
}
