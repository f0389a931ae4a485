import type postgres from 'postgres'
import { z } from 'zod'
import { flushPermissionUse } from '@/lib/operation/permission-use'
import { execute } from '@/lib/operation/run'
import { operations } from '@/lib/registry'
import type { MadeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { makeWorld, ownSamples, SAMPLE_PASSWORD, samples } from '@/testing/samples'
import type { PlanLog, RecordedPlan } from './log'

/** Words that few people have, nobody, several of one, and all. */
const names = ['zoe', 'nobody', 'zoe schmidt', 'example']

const groupSearches = () => [
  { q: 'team' },
  { q: 'nobody' },
  { members: 'one' },
  { members: 'none', q: 'team' },
  ...['-name', 'created', '-created'].map(sort => ({ sort })),
  { q: 'team', sort: '-created' },
  ...['team-1:read', 'users:read'].map(grants => ({ grants })),
  { grants: 'team-1:read', q: 'team', sort: 'created' },
  ...['yes', 'no'].map(requiresSecondFactor => ({ requiresSecondFactor })),
  { requiresSecondFactor: 'no', members: 'one' },
]

const permissionSearches = () => [
  ...['one', 'none'].map(holders => ({ holders })),
  ...['built-in', 'custom'].map(kind => ({ kind })),
  { resource: 'users' },
  { resource: 'team-1', holders: 'none', q: 'team' },
]

/** Of the company that is asked about. */
interface Found {
  /** Everybody is in it, and it grants a permission of the same id. */
  group: string
  /** Some are in it, and it grants a permission of the same id. */
  team: string
  person: string
}

export async function foundIn(admin: postgres.Sql, companyId: string): Promise<Found> {
  const [found] = await admin<Found[]>`
    select open_group_id as group, open_user_id as person, team.id as team from memberships m join groups g
      on g.company_id = m.company_id and g.id = m.open_group_id
    join groups team on team.company_id = m.company_id and team.slug = 'team-1'
    where m.company_id = ${companyId} and g.slug = 'everybody' limit 1`
  return found!
}

/** What is asked beside the samples: other ways through a list, each of which is a statement of its own. */
const further: Record<string, (found: Found) => Record<string, unknown>[]> = {
  'users.list': ({ group }) => [
    ...['-name', 'email', '-email', 'created', '-created', 'signed-in', '-signed-in'].map(sort => ({ sort })),
    ...['active', 'invited', 'inactive'].map(status => ({ status })),
    { group },
    { group: 'none' },
    { signedIn: 'never' },
    { factor: 'none' },
    { factor: 'missing' },
    ...['zoe schmidt', 'nobody', 'zoe', 'example', 'recruiter zoe'].map(q => ({ q })),
    { q: 'zoe', sort: '-created' },
    { q: 'zoe', status: 'inactive', group },
    { title: 'recruiter' },
    { title: 'recruiter', q: 'zoe' },
    ...['team-1:read', 'team-1:write', 'users:read'].map(permission => ({ permission })),
    ...['not-30-days', 'not-90-days'].map(signedIn => ({ signedIn })),
    ...['2020-01-01', '2999-01-01'].map(day => ({ signedInSince: day })),
    ...['2020-01-01', '2999-01-01'].map(day => ({ createdFrom: day })),
    { createdTo: '2020-01-01' },
    { factor: 'present' },
    { limit: 100 },
  ],
  'users.listPage': ({ group }) => [
    {},
    { q: 'zoe' },
    { group },
    { status: 'active' },
    { factor: 'missing' },
    { title: 'recruiter' },
    { title: 'recruiter', status: 'invited' },
    { title: 'recruiter', q: 'zoe' },
    { q: 'example', factor: 'present' },
    { permission: 'team-1:read' },
    { signedIn: 'not-30-days' },
    { createdFrom: '2999-01-01' },
  ],
  'users.export': ({ group }) => [{ group }, { q: 'zoe' }, { factor: 'missing' }],
  'audit.list': ({ person }) => [
    ...['change', 'sign-in', 'read', 'refusal'].map(kind => ({ kind })),
    { event: 'session.refused' },
    { event: 'group.deleted' },
    { outcome: 'refused' },
    { person },
    { person, kind: 'change' },
    { person: 'zoe schmidt' },
    { person: 'zoe' },
    { person: 'nobody' },
    { target: person },
    { from: '2026-01-01', to: '2026-01-31', outcome: 'refused' },
  ],
  'audit.listPage': ({ person }) => [{}, { person }, { target: person }, { outcome: 'refused' }],
  'search.everything': () => ['zoe schmidt', 'nobody', 'zoe', 'z', 'example'].map(q => ({ q })),
  'groups.list': groupSearches,
  'groups.listPage': groupSearches,
  'groups.export': () => [{ sort: '-created' }, { grants: 'users:read', requiresSecondFactor: 'no' }],
  'groups.view': ({ group }) => [{ groupId: group }, ...names.map(q => ({ groupId: group, q }))],
  'groups.viewPage': ({ group, team }) => [
    { groupId: group },
    ...names.flatMap(q => [group, team].map(groupId => ({ groupId, q }))),
  ],
  'groups.exportMembers': ({ group, team }) => [group, team].map(groupId => ({ groupId, q: 'zoe' })),
  'groups.listCandidates': ({ group }) => ['zoe', 'nobody', 'zoe schmidt'].map(q => ({ groupId: group, q })),
  'groups.listAssignable': () => [{}, { q: 'team' }, { q: 'nobody' }],
  'invitations.listGroups': () => [{}, { q: 'team' }, { q: 'nobody' }],
  'groups.previewDeletion': ({ group }) => [{ groupId: group }],
  'invitations.list': () => [{ q: '10' }, { q: 'nobody' }, { status: 'expiring' }],
  'permissions.export': () => [{ holders: 'none', kind: 'custom' }],
  'permissions.list': permissionSearches,
  'permissions.listPage': permissionSearches,
  'permissions.viewPage': ({ group, team }) =>
    [group, team].flatMap(permissionId => [{ permissionId }, ...names.map(q => ({ permissionId, q }))]),
  'permissions.exportHolders': ({ group, team }) => [group, team].map(permissionId => ({ permissionId, q: 'zoe' })),
}

/**
 * Carries every operation out as somebody with full access: its sample, in a world of its own, and what else its lists can be asked.
 * @returns what the database did for each, under the operation's name and what was asked beside its sample
 */
export async function walkOperations(
  company: MadeCompany,
  log: PlanLog,
  found: Found,
): Promise<Map<string, RecordedPlan[]>> {
  const done = new Map<string, RecordedPlan[]>()
  // Without the address of a page, since the company's slug is one of the things that are changed.
  const callerFor = async (user: { id: string }) => ({ ...(await signedIn(company, user)).caller, slug: undefined })
  const reader = await callerFor(await company.user({ groups: [company.administrators] }))
  for (const operation of operations) {
    const { name } = operation
    const anything = { ...operation, output: z.unknown() }
    const world = await makeWorld(company)
    const user = await company.user({ groups: [company.administrators], password: SAMPLE_PASSWORD })
    const caller = await callerFor(user)
    const profile = operations.find(one => one.name === 'profile.view')!
    const own = ownSamples[name]
    const input = own
      ? await own(world, { id: user.id, sessionId: (await execute(profile, caller, {})).actor.sessionId })
      : await samples[name]!(world)
    log.next()
    await execute(anything, caller, input)
    done.set(name, log.next())
    for (const asked of further[name]?.(found) ?? []) {
      await execute(anything, reader, asked)
      done.set(`${name} ${JSON.stringify(asked)}`, log.next())
    }
  }
  await flushPermissionUse()
  done.set('permission use', log.next())
  return done
}
