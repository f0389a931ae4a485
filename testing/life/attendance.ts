import { evenly } from '@/testing/bulk/evenly'
import { isWeekend } from './days-ago'
import { utcDayOf, type LivingPerson } from './life'
import { onTheWay } from './places'
import type { Schedule } from './schedule'

interface Attended {
  /** Days ago. */
  from: number
  until?: number
  /** Of the days of work. */
  share?: number
  /** Whose turn it is: everybody has other habits. */
  n: number
}

/** Who is here comes in on most days, but for two weeks off now and then; some mistype before. */
export function attend(schedule: Schedule, name: string, { from, until = 0, share = 0.8, n }: Attended): void {
  const { life, daysAgo, now, happens, signIns } = schedule
  for (let days = from; days >= until; days--) {
    const day = n * 1000 + days
    // Of what is long ago less is written: it is read by nobody, and every start would wait for it.
    const often = days > 120 ? share * 0.6 : share
    const [absent, minute] = [evenly(day, 1) >= often, Math.floor(evenly(day, 2) * 55)]
    const mistyped = evenly(day, 3) < 0.02
    const away = (days + n * 29) % 170 < 14
    const at = daysAgo(days, 7 + (n % 3) + (n % 11 === 5 ? 6 : 0), minute)
    if (absent || away || isWeekend(at)) continue
    // What is still to come today does not happen yet.
    if (days === 0 && now.getTime() - at.getTime() < 90_000) continue
    happens(at, () => {
      const person = life.people.get(name)
      if (person?.status !== 'active' || person.days.has(utcDayOf(at))) return
      if (days === 120 - (n % 9) && n % 5 === 0) person.place = onTheWay
      if (mistyped && person.factor !== 'passkey') signIns.mistype(new Date(at.getTime() - 40_000), person)
      signIns.signIn(at, person, 200 + ((n * 37 + days * 11) % 330))
      if (days <= 30) read(schedule, new Date(at.getTime() + 65_000), person, days)
    })
  }
}

/** What people look at first. */
const read = ({ life, now }: Schedule, at: Date, person: LivingPerson, days: number): void => {
  const { note } = life
  if (at > now) return
  const self = { type: 'user', id: person.id } as const
  note(at, 'dashboard.viewed', {}, { by: person, operation: 'dashboard.view' })
  const later = new Date(Math.min(at.getTime() + 4 * 60_000, now.getTime() - 1000))
  const holds = life.holds(person)
  if (holds.includes('users:read')) {
    life.noteUse(later, person, 'users:read')
    const shown = [...life.people.values()].length
    note(
      later,
      'users.listed',
      { filters: {}, shown: Math.min(50, shown) },
      { by: person, operation: 'users.listPage' },
    )
  } else if (days % 6 === 0)
    note(later, 'access.viewed', {}, { by: person, operation: 'access.viewPage', target: self })
  if (holds.includes('audit:read')) {
    life.noteUse(later, person, 'audit:read')
    note(later, 'audit.viewed', { filters: { kind: 'change' }, shown: 50 }, { by: person, operation: 'audit.listPage' })
  }
}
