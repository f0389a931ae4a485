import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import { versionOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { requireHeld, requireHeldOfGroups } from '@/lib/permissions/require-held'
import { scheduleReminders } from '@/lib/security/reminders'
import { graceText } from '@/lib/security/summary'
import { changeGroupSecondFactorInput } from './input'
import './events'

const inWords = ({ required, graceDays }: { required: boolean; graceDays: number }): string =>
  required ? `required ${graceText(graceDays)}` : 'not required'

/** Who could weaken a group that grants more than they have, or whose members have more, could help themselves to it. */
export const changeGroupSecondFactor = command({
  name: 'groups.changeSecondFactor',
  permission: 'groups:update',
  explain: 'Require two-factor authentication for members of a group whose permissions you have, or stop requiring it.',
  input: changeGroupSecondFactorInput,
  output: versionOutput,
  internal: 'It belongs to a page.',
  versioned: ({ version }) => version,
  stepUp: true,
  serialized: true,
  async run({ scope, actor, record }, { groupId, required, graceDays, version }) {
    const groups = groupsIn(scope)
    const group = await groups.findForUpdate(groupId)
    await requireHeldOfGroups(scope, actor, 'changeGroupSecondFactor', [groupId])
    const before = await groups.secondFactor(groupId)
    const weaker = before.required && (!required || graceDays > before.graceDays)
    if (weaker)
      await requireHeld(
        scope,
        actor,
        'weakenSignIn',
        await soleHoldersIn(scope).keysOfThose(membershipsIn(scope).idsOf(groupId)),
      )
    // A requirement that stays keeps the day it began, and with it its deadline.
    const since = required ? (before.since ?? new Date()) : null
    // Where none is required, days of grace are nobody's wish yet.
    const present = before.required ? before : { ...before, graceDays }
    const made = await groups.setSecondFactor(groupId, { required, graceDays, since }, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, group, fieldsMeanwhile(present, { required, graceDays }))
    if (since) await scheduleReminders(scope, groupId, since, graceDays)
    record(
      'group.second_factor_changed',
      { group: { id: groupId, name: group.name }, from: inWords(before), to: inWords({ required, graceDays }) },
      { target: { type: 'group', id: groupId } },
    )
    return { version: now }
  },
})
