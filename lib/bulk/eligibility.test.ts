import { describe, expect, test } from 'vitest'
import { checkEligibility, type Candidate } from './eligibility'

let made = 0
const person = (facts: Partial<Candidate> = {}): Candidate => ({
  id: `person ${++made}`,
  name: 'Somebody',
  email: 'somebody@acme.example',
  title: null,
  status: 'active',
  inGroup: false,
  changedSince: false,
  administrator: false,
  administratorElsewhere: false,
  invited: false,
  beyond: false,
  resentOften: false,
  ...facts,
})

const skipped = (
  people: Candidate[],
  act: 'add' | 'remove' | 'deactivate' | 'resend',
  { actorId = 'nobody', administrators = 1 } = {},
) => {
  const validated = checkEligibility(people, { act, actorId, administrators })
  return [validated.concerned.length, validated.skipped]
}

describe('Who is left out', () => {
  test('of adding: who is in the group already', () => {
    expect(skipped([person(), person({ inGroup: true }), person({ status: 'inactive' })], 'add')).toEqual([
      2,
      { already: 1 },
    ])
  })

  test('of removing: who is not in it', () => {
    expect(skipped([person(), person({ inGroup: true })], 'remove')).toEqual([1, { not_member: 1 }])
  })

  test('of undoing: who was added again since', () => {
    expect(skipped([person(), person({ changedSince: true })], 'add')).toEqual([1, { changed_since: 1 }])
    const members = [person({ inGroup: true }), person({ inGroup: true, changedSince: true })]
    expect(skipped(members, 'remove')).toEqual([1, { changed_since: 1 }])
  })

  test('of deactivating: oneself, and who is not active', () => {
    const self = person()
    expect(
      skipped([self, person(), person({ status: 'invited' }), person({ status: 'inactive' })], 'deactivate', {
        actorId: self.id,
      }),
    ).toEqual([1, { oneself: 1, not_active: 2 }])
  })

  test('of what takes: who holds more of Console than one has, of a group only where it asks a second factor', () => {
    const member = person({ inGroup: true, beyond: true })
    expect(skipped([person(), person({ beyond: true })], 'deactivate')).toEqual([1, { not_held: 1 }])
    expect(skipped([member], 'remove')).toEqual([1, {}])
    expect(
      checkEligibility([member], { act: 'remove', actorId: 'nobody', administrators: 1, groupRequiresFactor: true })
        .leftOut,
    ).toEqual([{ person: member, reason: 'not_held' }])
  })

  test('of inviting again: who is not invited, and whose groups grant more than one has', () => {
    const invited = { status: 'invited', invited: true } as const
    expect(
      skipped(
        [person(), person({ status: 'invited' }), person(invited), person({ ...invited, beyond: true })],
        'resend',
      ),
    ).toEqual([1, { not_invited: 2, not_held: 1 }])
  })
})

describe('The administrators among them', () => {
  const two = [person({ administrator: true }), person({ administrator: true }), person()]

  test('stay, all of them, where nobody else would be left', () => {
    expect(skipped(two, 'deactivate', { administrators: 2 })).toEqual([1, { last_administrator: 2 }])
  })

  test('go where somebody else is left', () => {
    expect(skipped(two, 'deactivate', { administrators: 3 })).toEqual([3, {}])
  })

  test('may leave a group when another gives them the same', () => {
    const member = { inGroup: true, administrator: true }
    expect(skipped([person(member)], 'remove')).toEqual([0, { last_administrator: 1 }])
    expect(skipped([person({ ...member, administratorElsewhere: true })], 'remove')).toEqual([1, {}])
    expect(skipped([person({ ...member, status: 'inactive' })], 'remove')).toEqual([1, {}])
  })
})
