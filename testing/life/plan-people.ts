import { slugFrom } from '@/lib/kernel/slug'
import { attend } from './attendance'
import { cast, type Character } from './cast'
import { departments, EVERYONE } from './departments'
import { promotions } from './happenings'
import type { Life } from './life'
import { placeOf } from './places'
import { ALICE, CHARLIE, PRIYA, type Schedule } from './schedule'

/** `benedikt.hohenberg-liechtenau@acme.example`: the first word of a name and the last. */
const addressOf = (name: string): string => {
  const [first = '', ...others] = name.split(' ')
  const last = others.at(-1)
  return `${[first, last].flatMap(word => (word ? slugFrom(word) : [])).join('.')}@acme.example`
}

/** Days until an invitation ends. */
export const INVITATION_DAYS = 7

const inviters: Partial<Record<string, string>> = { alice: ALICE, charlie: CHARLIE }
const places = new Map(cast.map(({ name }, n) => [name, placeOf(n)]))

/** Who is to come, with the title that they have at first. */
export const newcomer = ({ name, title }: Pick<Character, 'name' | 'title'>) => ({
  name,
  title: promotions[name]?.was ?? title,
  email: addressOf(name),
  place: places.get(name) ?? placeOf(name.length),
})

/** Since when there is a group; those of the story were there before. */
const sinceOf = (group: string): number => departments.find(one => one.name === group)?.since ?? Infinity

/** As a group was called at that time. */
const formerName =
  (life: Life) =>
  (name: string): string => {
    const former = departments.find(one => one.name === name)?.former?.name
    return former && life.groups.has(former) ? former : name
  }

/** From the first day on, with the second factor that they set up then. */
export const arrive = (
  { happens, life, people, signIns }: Schedule,
  at: Date,
  name: string,
  factor: Character['factor'] = 'app',
): void =>
  happens(at, () => {
    const person = life.person(name)
    people.accept(at, person)
    signIns.beginByInvitation(new Date(at.getTime() + 1000), person)
    if (factor !== 'none') signIns.enrol(new Date(at.getTime() + 25 * 60_000), person, factor)
  })

/** Somebody from their invitation until they leave, if they do. */
export function planPerson(schedule: Schedule, who: Character, n: number): void {
  const { life, act, workday, people, groups } = schedule
  const { name, invited, factor, left, back, bounced, accepts = 1 } = who
  const by = who.by ? (inviters[who.by] ?? who.by) : who.groups.includes('Developers') ? CHARLIE : ALICE
  const all = who.external ? who.groups : [EVERYONE, ...who.groups]
  const isLater = (group: string) => sinceOf(group) < invited
  const given = by === PRIYA ? [EVERYONE] : all.filter(group => !isLater(group))
  act(workday(invited, 10 + (n % 5), (n * 13) % 50), by, (at, person) =>
    people.invite(at, person, newcomer(who), given.map(formerName(life)), { days: INVITATION_DAYS, bounced }),
  )
  if (accepts !== 'never') {
    const arrived = workday(invited - accepts, 15, (n * 7) % 60)
    arrive(schedule, arrived, name, factor)
    for (const group of all.filter(one => !given.includes(one)))
      act(workday(isLater(group) ? sinceOf(group) : invited - accepts, 16, 20), ALICE, (at, person) =>
        groups.addMember(at, person, life.person(name), formerName(life)(group)),
      )
    const { attendance = 'daily' } = who
    if (attendance !== 'never') {
      const until = typeof attendance === 'object' ? attendance.lastSeen : 0
      const share = attendance === 'rarely' ? 0.07 : 0.8
      attend(schedule, name, { from: invited - accepts - 1, until, share, n })
    }
  }
  if (left)
    act(workday(left.ago, 16, 40), left.by ? (inviters[left.by] ?? left.by) : ALICE, (at, person) =>
      people.deactivate(at, person, life.person(name), left.because),
    )
  if (back) act(workday(back, 9, 30), ALICE, (at, person) => people.reactivate(at, person, life.person(name)))
}
