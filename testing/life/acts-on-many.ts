import type { ReviewedGroup } from '@/db/schema'
import { addUp, rowValidator, type ExistingRecords } from '@/lib/imports/validate'
import type { BulkAct, SkipReason } from '@/lib/kernel/bulk-acts'
import { addressKey, nameKey } from '@/lib/kernel/fold'
import { bulkPermission } from '@/lib/users/bulk-actions'
import type { groupActs } from './group-acts'
import type { Life, LivingPerson } from './life'
import type { Newcomer, peopleActs } from './people-acts'

const MINUTE_MS = 60_000

interface ImportedFile {
  fileName: string
  /** Email, name, title and groups, as they stand in the file below its header. */
  lines: readonly (readonly [email: string, name: string, title: string, groups: string])[]
  days: number
  /** Where those work whom it invites. */
  placeOf: (name: string) => Newcomer['place']
}

/** What is done to many people at once. */
export function actsOnMany(
  life: Life,
  { join }: Pick<ReturnType<typeof groupActs>, 'join'>,
  people: ReturnType<typeof peopleActs>,
) {
  const { rows, note, mustBeAllowed, id } = life

  const recordBulk = (
    at: Date,
    by: LivingPerson,
    bulk: { id: string; act: BulkAct; group?: { id: string; name: string } },
    done: LivingPerson[],
    leftOut: [LivingPerson, SkipReason][],
  ): void => {
    const skipped: Partial<Record<SkipReason, number>> = {}
    for (const [, reason] of leftOut) skipped[reason] = (skipped[reason] ?? 0) + 1
    const { act, group } = bulk
    const about = { groupId: group?.id, groupName: group?.name }
    rows.bulkActions.push({ id: bulk.id, at, actorId: by.id, act, ...about, done: done.length, skipped })
    for (const { id: userId } of done) rows.bulkActionPeople.push({ bulkActionId: bulk.id, userId })
    for (const [{ id: userId }, reason] of leftOut)
      rows.bulkActionPeople.push({ bulkActionId: bulk.id, userId, skipped: reason })
    const facts = { act, ...(group && { group }), done: done.length, skipped, tookMs: 61 }
    const target = { type: 'bulk', id: bulk.id } as const
    note(at, 'users.bulk_completed', facts, { by, operation: 'users.bulk', target })
  }

  return {
    /** Whoever is in it already is left out. */
    addManyTo(at: Date, by: LivingPerson, name: string, chosen: LivingPerson[]): void {
      const group = life.group(name)
      mustBeAllowed(at, by, 'users:read')
      mustBeAllowed(at, by, bulkPermission('add'), ['handOut', [...group.grants]])
      const bulk = { id: id(at), act: 'add' as const, group: { id: group.id, name } }
      const done = chosen.filter(person => !person.groups.has(group))
      const leftOut = chosen.filter(person => person.groups.has(group))
      for (const person of done) {
        join(at, person, group, { via: 'bulk', by, sourceId: bulk.id })
        const target = { type: 'user', id: person.id } as const
        const facts = { group: bulk.group, bulk: bulk.id }
        note(at, 'group.member_added', facts, { by, operation: 'users.bulk', target })
      }
      recordBulk(
        at,
        by,
        bulk,
        done,
        leftOut.map(person => [person, 'already']),
      )
    },

    /** Whoever is not active is left out. */
    deactivateMany(at: Date, by: LivingPerson, chosen: LivingPerson[], reason: string): void {
      mustBeAllowed(at, by, 'users:read')
      const bulk = { id: id(at), act: 'deactivate' as const }
      const done = chosen.filter(({ status }) => status === 'active')
      const leftOut = chosen.filter(({ status }) => status !== 'active')
      for (const person of done) people.deactivate(at, by, person, reason, bulk.id)
      recordBulk(
        at,
        by,
        bulk,
        done,
        leftOut.map(person => [person, 'not_active']),
      )
    },

    /** A file is reviewed, started a few minutes later, and done at once. Rows are judged as imports judge them. */
    importFile(at: Date, by: LivingPerson, { fileName, lines, days, placeOf }: ImportedFile): void {
      mustBeAllowed(at, by, 'users:import')
      const importId = id(at)
      const target = { type: 'import', id: importId } as const
      const known = recordsOf(life)
      const validate = rowValidator(known)
      const read = lines.map(([email, name, title, groups], place) =>
        validate({ line: place + 2, email, name, title, groups }),
      )
      const validated = addUp(read, known)
      const reviewed = new Map<string, ReviewedGroup>()
      for (const { groupNames, verdict } of validated)
        for (const name of verdict === 'new' || verdict === 'unknown_group' ? groupNames : [])
          for (const { id: groupId, grants } of known.groups(name)) reviewed.set(groupId, { id: groupId, name, grants })
      const verdicts: Record<string, number> = {}
      for (const { verdict } of validated) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
      const form = { encoding: 'UTF-8', delimiter: 'comma', ignored: [], rows: validated.length, verdicts }
      note(at, 'import.reviewed', { file: fileName, ...form }, { by, operation: 'imports.review', target })
      const started = new Date(at.getTime() + 4 * MINUTE_MS)
      const ended = new Date(started.getTime() + 2000)
      const facts = { file: fileName, createdGroups: [], expiryDays: days }
      note(started, 'import.started', facts, { by, operation: 'imports.start', target })
      const outcomes = { invited: 0, skipped: 0, failed: 0 }
      for (const row of validated) {
        const { line, email, name, title, groupNames, verdict } = row
        const invited =
          verdict === 'new' &&
          people.invite(ended, by, { name, email, title, place: placeOf(name) }, groupNames, { days, importId, line })
        const outcome = invited
          ? 'invited'
          : verdict === 'invalid' || verdict === 'unknown_group'
            ? 'failed'
            : 'skipped'
        outcomes[outcome]++
        const kept = { ...row, emailKey: addressKey(email), groupKeys: groupNames.map(nameKey) }
        const invitationId = invited ? invited.invitation!.id! : null
        rows.importRows.push({ importId, ...kept, outcome, invitationId })
      }
      rows.imports.push({
        id: importId,
        createdBy: by.id,
        fileName,
        state: 'done',
        groups: [...reviewed.values()],
        expiryDays: days,
        total: lines.length,
        done: lines.length,
        createdAt: at,
        startedAt: started,
        finishedAt: ended,
      })
      const result = { file: fileName, ...outcomes }
      note(ended, 'import.ended', result, { by, via: 'system', operation: 'imports.run', requestId: importId, target })
    },
  }
}

/** What an import asks the company. */
function recordsOf(life: Life): ExistingRecords {
  const byAddress = new Map([...life.people.values()].map(person => [addressKey(person.email), person]))
  const byName = new Map([...life.groups.values()].map(group => [nameKey(group.name), group]))
  const found = (name: string) => byName.get(nameKey(name))
  return {
    people: email => byAddress.get(addressKey(email))?.status,
    groupsOf: email => new Set([...(byAddress.get(addressKey(email))?.groups ?? [])].map(({ id }) => id)),
    groups: name => {
      const group = found(name)
      return group ? [{ id: group.id, name: group.name, grants: [...group.grants], notHeld: [] }] : []
    },
  }
}
