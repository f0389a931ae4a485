import { expect, test } from 'vitest'
import { accessEvents } from '@/lib/dashboard/counted-events'
import { changeSentence, type FoldedChange } from './change-sentence'

const sales = { group: { id: '1', name: 'Sales' } }

const change = (facts: Partial<FoldedChange>): FoldedChange => ({
  id: '1',
  at: new Date('2026-05-31T12:00:00Z'),
  day: '2026-05-31',
  event: 'group.member_added',
  outcome: 'succeeded',
  actorKind: 'user',
  actorId: 'alice',
  actorName: 'Alice',
  targetType: 'user',
  targetId: 'bob',
  targetName: 'Bob',
  data: sales,
  operation: 'groups.changeMembers',
  events: 40,
  people: 40,
  groups: 1,
  cut: false,
  ...facts,
})

test.each([
  ['many people and one group', {}, 'Alice added 40 people to Sales.'],
  ['several groups', { groups: 3 }, 'Alice added 40 people to 3 groups.'],
  ['one person and several groups', { people: 1, groups: 3, events: 3 }, 'Alice added 1 person to 3 groups.'],
  ['more than were looked at', { cut: true }, 'Alice added 40+ people to Sales.'],
  ['one alone', { events: 1, people: 1 }, 'Alice added Bob to the group Sales.'],
  [
    'a group whose name looks like a message',
    { data: { group: { id: '1', name: '{x} <b>' } } },
    'Alice added 40 people to {x} <b>.',
  ],
  ['people who came', { event: 'invitation.accepted', groups: 0 }, '40 people accepted their invitations.'],
  ['people who were invited', { event: 'invitation.sent', groups: 0 }, 'Alice invited 40 people.'],
  ['somebody who is gone', { actorName: null }, 'A deleted user added 40 people to Sales.'],
  [
    'what a group grants',
    { event: 'group.permissions_changed', events: 2 },
    'Alice changed what Sales grants, 2 times.',
  ],
] as const)('Changes of %s read as one sentence', (_, facts, sentence) => {
  expect(changeSentence(change(facts))).toBe(sentence)
})

test('Each kind of change has words for many of them', () => {
  for (const event of accessEvents)
    expect(changeSentence(change({ event }))).not.toBe(changeSentence(change({ event, events: 1 })))
})
