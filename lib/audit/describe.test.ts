import { describe as suite, expect, test } from 'vitest'
import type { EventFacts, EventName } from '@/lib/operation/register'
import { eventCatalogue, eventNames } from './catalogue'
import { describeEvent, type ReadEvent } from './describe'
import { eventLabels } from './labels'

const group = { id: '0198aaaa-0000-7000-8000-000000000001', name: 'Developers' }
const changes = { description: { from: '', to: 'Builds the product.' } }

const facts: { [E in EventName]: EventFacts<E>[] } = {
  'session.started': [
    { method: 'password' },
    { method: 'passkey' },
    { method: 'password', factor: 'app' },
    { method: 'email_code', factor: 'recovery_code' },
  ],
  'session.second_factor_pending': [{ method: 'password' }, { method: 'email_code' }],
  'session.refused': [
    { reason: 'wrong_password' },
    { reason: 'inactive' },
    { reason: 'invited' },
    { reason: 'throttled' },
    { reason: 'method_off' },
    { reason: 'unknown_passkey' },
    { reason: 'wrong_passkey' },
    { reason: 'cloned_passkey' },
    { reason: 'no_code' },
    { reason: 'wrong_code' },
    { reason: 'unknown_person', email: 'root@acme.example' },
    { reason: 'unknown_person', email: 'r…@acme.example' },
  ],
  'session.ended': [{ sessionId: group.id }, { sessionId: group.id, own: true }],
  'sessions.ended': [{ count: 1 }, { count: 3 }],
  'company.created': [{ name: 'Acme Corp', slug: 'acme-corp' }],
  'company.renamed': [
    { from: 'Acme', to: 'Acme Corp' },
    { from: 'Acme', to: 'Acme' },
  ],
  'company.slug_changed': [{ from: 'acme', to: 'acme-corp' }],
  'company.suspended': [{}, { because: 'The contract has ended.' }],
  'company.resumed': [{ since: '2026-05-04T12:00:00.000Z' }],
  'company.invitation_days_changed': [{ days: { from: 7, to: 1 } }, { days: { from: 7, to: 7 } }],
  'company.language_changed': [
    { from: 'en', to: 'pt-BR' },
    { from: 'es', to: 'es' },
  ],
  'company.time_zone_changed': [
    { from: 'UTC', to: 'Europe/Madrid' },
    { from: 'UTC', to: 'UTC' },
  ],
  'company.color_changed': [
    { accentColor: { to: '#2f80ed' } },
    { accentColor: { from: '#2f80ed', to: '#112233' } },
    { accentColor: { from: '#112233' } },
    { accentColor: {} },
  ],
  'company.logo_changed': [
    { first: true, width: 480, height: 96 },
    { first: false, width: 144, height: 144 },
  ],
  'company.logo_removed': [{}],
  'settings.viewed': [{}],
  'dashboard.viewed': [{}],
  'first_steps.hidden': [{}],
  'first_steps.shown': [{}],
  'access.viewed': [{}],
  'profile.viewed': [{}],
  'profile.exported': [{ events: 0 }, { events: 1 }, { events: 1000 }],
  'profile.notifications_changed': [{ changes: { newDevice: { from: 'yes', to: 'no' } } }, { changes: {} }],
  'profile.language_chosen': [{ language: { to: 'es' } }, { language: { from: 'es' } }, { language: {} }],
  'profile.time_zone_chosen': [
    { timeZone: { to: 'Europe/Madrid' } },
    { timeZone: { from: 'Europe/Madrid' } },
    { timeZone: {} },
  ],
  'profile.columns_chosen': [
    { list: 'users', columns: ['email'] },
    { list: 'users', columns: null },
  ],
  'profile.view_saved': [
    { list: 'users', view: 'v', fresh: true },
    { list: 'users', view: 'v', fresh: false },
  ],
  'profile.view_deleted': [{ list: 'users', view: 'v' }],
  'profile.renamed': [{}, { fields: ['name'] }, { fields: [] }],
  'password.changed': [{ sessionsEnded: 0 }, { sessionsEnded: 2 }],
  'password.reset': [{ sessionsEnded: 0 }, { sessionsEnded: 2 }],
  'email_change.requested': [{}, { again: true }],
  'email_change.cancelled': [{}],
  'email_change.viewed': [{}],
  'email_change.completed': [{ sessionsEnded: 0 }, { sessionsEnded: 1 }, { sessionsEnded: 3 }],
  'email_change.refused': [{}, { because: 'taken' }],
  'email_change.replaced': [{ reason: 'The old domain is gone.', sessionsEnded: 0 }],
  'email_objection.viewed': [{}],
  'email_change.objected': [
    { restored: true, sessionsEnded: 2, days: 7 },
    { restored: false, sessionsEnded: 0, days: 7 },
  ],
  'email_objection.refused': [{}],
  'email_hold.lifted': [{}],
  'password_reset.requested': [
    {},
    { reason: 'inactive' },
    { reason: 'invited' },
    { reason: 'unknown_person', email: 'root@acme.example' },
  ],
  'password_reset.sent': [{}],
  'password_reset.viewed': [{}],
  'password_reset.refused': [{}],
  'mail.viewed': [
    { filters: {}, shown: 1 },
    { filters: { state: 'delayed' }, shown: 25 },
  ],
  'mail.test_sent': [{}],
  'mail.retried': [{ mail: 'Invitation' }],
  'users.listed': [
    { filters: {}, shown: 1 },
    { filters: { q: 'bob', status: 'active', group: group.id, signedIn: 'never', other: 'x' }, shown: 25 },
  ],
  'list.exported': [
    { list: 'users', format: 'csv', filters: {} },
    { list: 'audit', format: 'jsonl', filters: { kind: 'change' }, rows: 1 },
    { list: 'members', format: 'csv', filters: { group: group.id }, rows: 100_000 },
    { list: 'import_rows', format: 'csv', filters: { show: 'failed' }, rows: 3 },
    { list: 'sessions', format: 'jsonl', filters: {}, rows: 2 },
  ],
  'search.performed': [
    { filters: {}, shown: 0 },
    { filters: { q: 'b…', status: 'active' }, shown: 1 },
  ],
  'user.viewed': [{}],
  'user.access_explained': [
    { permission: 'staging:deploy', allowed: true },
    { permission: 'staging:deploy', allowed: false },
  ],
  'user.created': [{ groups: [] }, { groups: ['Developers', 'Marketing'] }],
  'user.updated': [{ fields: [] }, { fields: ['name'] }, { fields: ['name', 'title'] }],
  'user.deactivated': [
    { sessionsEnded: 1 },
    { ended: { sessions: 0, passwordResets: 0, signInCodes: 0 }, reasonGiven: false, lastHeld: [], tookMs: 9 },
    {
      ended: { sessions: 2, passwordResets: 1, signInCodes: 1 },
      invitationsCancelled: 3,
      reasonGiven: true,
      lastHeld: ['staging:deploy'],
      tookMs: 12,
      bulk: group.id,
    },
  ],
  'user.reactivated': [{ groups: [] }, { groups: ['Developers'] }],
  'user.deleted': [{ groups: [] }, { groups: ['Developers'] }],
  'invitation_form.viewed': [{}],
  'invitations.listed': [
    { filters: {}, shown: 1 },
    { filters: { q: 'frank', status: 'pending' }, shown: 25 },
  ],
  'invitation.sent': [
    { groups: [], days: 1 },
    { groups: ['Developers', 'Marketing'], days: 7 },
  ],
  'invitation.resent': [
    { groups: [], days: 1 },
    { groups: ['Developers'], days: 7, bulk: group.id },
  ],
  'invitation.cancelled': [{ groups: [] }, { groups: ['Developers'] }],
  'invitation.corrected': [{ fields: ['name', 'email'], days: 7 }, { fields: ['email'], days: 1 }, { fields: [] }],
  'invitation.link_revealed': [{ groups: ['Developers'] }],
  'invitation.accepted': [{ groups: [] }, { groups: ['Developers'] }],
  'invitation.refused': [{}, { because: 'copied' }],
  'receipt.viewed': [{}],
  'bulk_preview.viewed': [
    { act: 'add', concerned: 1, skipped: 0 },
    { act: 'resend', concerned: 4321, skipped: 2 },
  ],
  'bulk_result.viewed': [{}, { shown: 1 }, { shown: 50 }],
  'users.bulk_completed': [
    { act: 'add', group, done: 1, skipped: {}, tookMs: 4 },
    { act: 'remove', group, done: 2, skipped: { last_administrator: 1, not_member: 2 }, of: group.id, tookMs: 4 },
    { act: 'deactivate', done: 4321, skipped: {}, filters: { status: 'active', q: 'f…' }, tookMs: 900 },
    { act: 'resend', done: 0, skipped: { not_invited: 3 }, filters: {}, tookMs: 1 },
  ],
  'groups.listed': [{ shown: 4 }],
  'group.viewed': [{ group }, { group, filters: { q: 'z…' } }],
  'group_form.viewed': [{}],
  'group.created': [{ group, slug: 'developers', description: '' }],
  'group.updated': [
    { group, changes },
    { group, changes: {} },
  ],
  'group.deleted': [
    { group, members: 0, permissions: [] },
    { group, members: 1, permissions: ['staging:deploy'] },
  ],
  'group.member_added': [{ group }, { group, already: true }],
  'group.member_removed': [{ group }, { group, already: true }],
  'group.permissions_changed': [
    { group, granted: ['staging:deploy'], revoked: ['users:read'] },
    { group, granted: [], revoked: [] },
  ],
  'permissions.listed': [{ shown: 20 }],
  'permission.viewed': [
    { permission: 'staging:deploy' },
    { permission: 'staging:deploy', shown: 25 },
    { permission: 'staging:deploy', shown: 1, filters: { q: 'z…' } },
  ],
  'permission.created': [{ permission: 'staging:deploy', description: '' }],
  'permission.updated': [
    { permission: 'staging:deploy', changes: { permission: { from: 'staging:deploy', to: 'staging:release' } } },
    { permission: 'staging:deploy', changes: {} },
  ],
  'group.second_factor_changed': [
    { group, from: 'not required', to: 'required after 7 days' },
    { group, from: 'not required', to: 'not required' },
  ],
  'security.viewed': [{}],
  'security_preview.viewed': [{ changes }, { changes: {} }],
  'security.changed': [{ changes, trialUntil: '2026-05-04T12:15:00.000Z' }, { changes }, { changes: {} }],
  'security.confirmed': [{ changes }],
  'security.reverted': [
    { by: 'time', changes },
    { by: 'person', changes },
  ],
  'exemption.granted': [
    { reason: 'A new phone is on its way.', lastDay: '2026-05-11', timeZone: 'America/Sao_Paulo' },
    { reason: 'A new phone is on its way.', lastDay: '2026-05-11' },
  ],
  'exemption.ended': [{}],
  'throttle.lifted': [{}, { already: true }, { address: '203.0.113.7' }],
  'permission.deleted': [
    { permission: 'staging:deploy', groups: [], people: 0 },
    { permission: 'staging:deploy', groups: ['Developers', 'Marketing'], people: 3 },
  ],
  'imports.listed': [{ shown: 2 }],
  'import_template.downloaded': [{}],
  'import.inspected': [{ file: 'people.csv' }],
  'import.viewed': [{ file: 'people.csv' }],
  'import.reviewed': [
    { file: 'people.csv', encoding: 'UTF-8', delimiter: 'comma', ignored: [], rows: 1, verdicts: { new: 1 } },
    {
      file: 'people.csv',
      encoding: 'UTF-16 LE',
      delimiter: 'tab',
      ignored: ['phone'],
      rows: 3,
      verdicts: { invalid: 3 },
    },
    {
      file: 'people.xlsx',
      encoding: 'Excel workbook',
      sheet: 'People',
      sheets: 2,
      above: 1,
      ignored: [],
      rows: 2,
      verdicts: { new: 2 },
    },
  ],
  'import.started': [
    { file: 'people.csv', createdGroups: [], expiryDays: 7 },
    { file: 'people.csv', createdGroups: ['Interns', 'Guests'], expiryDays: 30 },
    { file: 'people.csv', createdGroups: [], expiryDays: 7, addGroups: true, reactivate: true },
  ],
  'import.stopped': [{ file: 'people.csv', done: 250, total: 1000 }],
  'import.continued': [{ file: 'people.csv', done: 250, total: 1000 }],
  'import.ended': [
    { file: 'people.csv', invited: 1, skipped: 1, failed: 0 },
    { file: 'people.csv', invited: 0, added: 2, reactivated: 1, skipped: 1, failed: 0 },
  ],
  'import.downloaded': [{ file: 'people.csv', rows: 37 }],
  'import.undo_started': [{ file: 'people.csv' }],
  'import.undone': [
    { file: 'people.csv', cancelled: 1, kept: 0, emptyGroups: [] },
    { file: 'people.csv', cancelled: 240, kept: 1, emptyGroups: ['Interns'] },
    { file: 'people.csv', cancelled: 0, removed: 3, kept: 0, emptyGroups: [] },
  ],
  'audit.viewed': [
    { filters: {}, shown: 50 },
    {
      filters: {
        person: group.id,
        kind: 'sign-in',
        event: 'user.deleted',
        target: group.id,
        outcome: 'refused',
        from: '2026-05-01',
        to: '2026-05-31',
      },
      shown: 1,
    },
  ],
  'session.stepped_up': [{ by: 'password' }, { by: 'app' }],
  'step_up_methods.viewed': [{}],
  'second_factor.viewed': [{}],
  'second_factor.enrolment_started': [{}],
  'second_factor.added': [{ kind: 'app' }, { kind: 'app', replaced: true }, { kind: 'passkey' }],
  'second_factor.removed': [{ kind: 'app' }, { kind: 'passkey' }],
  'second_factor.reset': [{ sessionsEnded: 0 }, { sessionsEnded: 1 }],
  'second_factor.verified': [{ by: 'app' }, { by: 'recovery_code' }],
  'recovery_codes.generated': [{}],
  'recovery_code.used': [{ left: 9 }, { left: 1 }, { left: 0 }],
  'device.trusted': [{ until: '2026-12-24T10:00:00.000Z' }],
  'device.forgotten': [{}],
  'passkey.registration_started': [{}],
  'passkey.renamed': [{}, { fields: ['name'] }, { fields: [] }],
  'passkey.verification_started': [{}],
  'sign_in_code.requested': [{}, { reason: 'throttled' }, { reason: 'unknown_person', email: 'root@acme.example' }],
  'operation.refused': [
    { code: 'forbidden', permission: 'users:read' },
    ...[
      'not_found',
      'not_held',
      'last_administrator',
      'own_account',
      'wrong_status',
      'wrong_credentials',
      'conflict',
      'nobody_new',
      'too_often',
      'something_new',
    ].map(code => ({ code })),
    ...[
      'not_found',
      'not_held',
      'last_administrator',
      'own_account',
      'wrong_status',
      'wrong_credentials',
      'wrong_code',
      'still_required',
      'conflict',
      'something_new',
    ].map(code => ({ code })),
    ...[
      'not_found',
      'not_held',
      'last_administrator',
      'own_account',
      'wrong_status',
      'wrong_credentials',
      'wrong_code',
      'wrong_passkey',
      'still_required',
      'conflict',
      'something_new',
    ].map(code => ({ code })),
  ],
}

const alice = '0198aaaa-0000-7000-8000-00000000000a'
const bob = '0198aaaa-0000-7000-8000-00000000000b'

const read = (event: string, data: object, rest: Partial<ReadEvent> = {}): ReadEvent => ({
  event,
  outcome: 'succeeded',
  actorKind: 'user',
  actorId: alice,
  actorName: 'Alice Martin',
  targetType: 'user',
  targetId: bob,
  targetName: 'Bob Fischer',
  data: { ...data },
  operation: 'users.list',
  ...rest,
})

const explain = (name: string) => (name === 'users.list' ? 'See and search the people of the company.' : undefined)
const examples = eventNames.flatMap(name => facts[name].map(data => ({ name, data })))
const noPerson = { targetType: null, targetId: null, targetName: null }

/** Nobody is signed in yet where a sign-in is refused. */
const beginning = (name: EventName, actor: string) => (name === 'session.refused' ? 'A sign-in as ' : `${actor} `)

suite('the sentence of an event', () => {
  test.each(examples)('$name $data is whole and names who did it', ({ name, data }) => {
    const sentences = [
      read(name, data),
      read(name, data, { targetId: alice, targetName: 'Alice Martin' }),
      read(name, data, { ...noPerson, operation: 'something.unknown' }),
    ].map(event => describeEvent(event, explain))
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z].*[^.]\.$/)
      expect(sentence).not.toMatch(/undefined|null|\[object|NaN| {2}| [,.:]|\(\)/)
      expect(sentence.startsWith(beginning(name, 'Alice Martin'))).toBe(true)
    }
  })

  test.each(examples)('$name $data does without the names of deleted people', ({ name, data }) => {
    const sentence = describeEvent(read(name, data, { actorName: null, targetName: null }), explain)
    expect(sentence).not.toMatch(/undefined|null|Alice|Bob/)
    expect(sentence.startsWith(beginning(name, 'A deleted user'))).toBe(true)
  })

  test('somebody who acts on themselves is not named twice', () => {
    const self = { targetId: alice, targetName: 'Alice Martin' }
    expect(describeEvent(read('group.member_removed', { group }, self), explain)).toBe(
      'Alice Martin removed themselves from the group Developers.',
    )
    expect(describeEvent(read('user.viewed', {}, self), explain)).toBe('Alice Martin viewed their own page.')
  })

  test('two people of one name are still two people', () => {
    const namesake = { actorName: 'Kim', targetName: 'Kim' }
    expect(describeEvent(read('user.viewed', {}, namesake), explain)).toBe('Kim viewed the page of Kim.')
  })

  test('many alike that were counted together say how many they were', () => {
    const folded = {
      reason: 'throttled',
      times: 970,
      since: '2026-05-04T12:00:00.000Z',
      until: '2026-05-04T12:01:00.000Z',
    }
    const nobody = { ...noPerson, actorKind: 'anonymous', actorId: null, actorName: null }
    expect(describeEvent(read('session.refused', folded, nobody), explain)).toMatch(
      /^A sign-in as somebody was refused: .* \(970 times\)\.$/,
    )
    expect(describeEvent(read('session.refused', { ...folded, times: 1 }, nobody), explain)).not.toContain('times')
  })

  test('nobody signed in is somebody, and the operator is the operator', () => {
    const nobody = { actorKind: 'anonymous', actorId: null, actorName: null }
    expect(
      describeEvent(
        read('company.created', { name: 'Acme', slug: 'acme' }, { ...nobody, ...noPerson, actorKind: 'operator' }),
        explain,
      ),
    ).toBe('The operator created the company “Acme” with the slug acme.')
    expect(describeEvent(read('session.refused', { reason: 'wrong_password' }, nobody), explain)).toBe(
      'A sign-in as Bob Fischer was refused: the password was wrong.',
    )
  })

  test('what the operator says about a suspension is quoted with one full stop, and its day reads like every other', () => {
    const operator = { ...noPerson, actorKind: 'operator', actorId: null, actorName: null }
    expect(describeEvent(read('company.suspended', { because: 'The contract has ended.' }, operator), explain)).toBe(
      'The operator suspended the company: “The contract has ended”.',
    )
    expect(describeEvent(read('company.resumed', { since: '2026-05-04T12:00:00.000Z' }, operator), explain)).toBe(
      'The operator resumed the company, which had been suspended since 4 May 2026.',
    )
  })

  test('a refusal says what was tried and what it needs', () => {
    expect(
      describeEvent(read('operation.refused', { code: 'forbidden', permission: 'users:read' }, noPerson), explain),
    ).toBe(
      'Alice Martin was not allowed to see and search the people of the company. This needs the permission users:read.',
    )
    const ownPassword = () => 'Change your own password.'
    expect(describeEvent(read('operation.refused', { code: 'wrong_credentials' }, noPerson), ownPassword)).toBe(
      'Alice Martin could not change their own password: the password was wrong.',
    )
  })

  test('a long description is cut, and an empty one is nothing', () => {
    const long = { group, changes: { description: { from: '', to: '👍'.repeat(300) } } }
    const sentence = describeEvent(read('group.updated', long), explain)
    expect(sentence).toBe(
      `Alice Martin changed the group Developers: description from nothing to “${'👍'.repeat(100)}…”.`,
    )
  })

  test('an import that could not go on says why', () => {
    const stopped = { file: 'people.csv', done: 250, total: 1000 }
    const sentences = (['not_active', 'not_allowed', 'not_held'] as const).map(because =>
      describeEvent(read('import.stopped', { ...stopped, because, missing: ['staging:deploy'] }, noPerson), explain),
    )
    expect(sentences).toEqual([
      'The import of people.csv stopped at 250 of 1000 rows, because Alice Martin, who started it, is no longer active.',
      'The import of people.csv stopped at 250 of 1000 rows, because Alice Martin, who started it, can no longer import people.',
      'The import of people.csv stopped at 250 of 1000 rows, because Alice Martin, who started it, no longer has the permissions its groups grant: staging:deploy.',
    ])
  })

  test('an event of a newer version still reads as a line', () => {
    expect(describeEvent(read('robot.waved', {}), explain)).toBe('Alice Martin: robot.waved.')
  })
})

test('every event has a name of its own for people, and a kind', () => {
  expect(new Set(Object.values(eventLabels)).size).toBe(eventNames.length)
  expect(eventNames.map(name => eventCatalogue[name].kind)).toContain('read')
})

test('An event whose facts are not those of its sentence is a line like others, and hides none', () => {
  for (const name of eventNames) {
    const sentence = describeEvent(read(name, {}), () => undefined)
    expect([name, typeof sentence, sentence.length > 3]).toEqual([name, 'string', true])
  }
})
