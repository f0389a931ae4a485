import { attend } from './attendance'
import { cast } from './cast'
import type { DaysAgo } from './days-ago'
import { EVERYONE } from './departments'
import * as happenings from './happenings'
import type { Life } from './life'
import { elsewhere, placeOf } from './places'
import { planGroups } from './plan-groups'
import { arrive, INVITATION_DAYS, newcomer, planPerson } from './plan-people'
import { ALICE, CHARLIE, PRIYA, scheduleOf, type Schedule } from './schedule'

/** Lives the year: all that happens, in its order, with people who come in on their days. */
export function liveTheYear(life: Life, daysAgo: DaysAgo, now: Date): void {
  const schedule = scheduleOf(life, daysAgo, now)
  planGroups(schedule)
  cast.forEach((who, n) => planPerson(schedule, who, n))
  planTheRest(schedule)
  schedule.run()
}

function planTheRest(schedule: Schedule): void {
  const { life, daysAgo, workday, happens, act, people, groups, many, signIns } = schedule
  const { promotions, forgotten, refusals, takenBack, erased, moves, contractsEnded, hires } = happenings
  for (const [name, { ago }] of Object.entries(promotions)) {
    const title = cast.find(one => one.name === name)!.title
    act(workday(ago, 11, 45), PRIYA, (at, by) => people.retitle(at, by, life.person(name), title))
  }
  for (const [name, ago] of forgotten)
    happens(workday(ago, 6, 50), at => {
      signIns.mistype(new Date(at.getTime() - 60_000), life.person(name))
      signIns.resetPassword(at, life.person(name))
    })
  for (const [name, ago, operation, permission] of refusals)
    act(workday(ago, 14, 12), name, (at, by) => signIns.refuse(at, by, operation, permission))
  for (const { name, title, groups: names, ago, cancelled } of takenBack) {
    act(workday(ago, 11), CHARLIE, (at, by) =>
      people.invite(at, by, newcomer({ name, title }), [EVERYONE, ...names], { days: 14 }),
    )
    act(workday(cancelled, 9, 50), CHARLIE, (at, by) => people.cancel(at, by, life.person(name)))
  }
  planPerson(
    schedule,
    { ...erased, invited: erased.ago, left: { ago: erased.left, because: 'Goes to another company.' } },
    3,
  )
  act(workday(erased.deleted, 15, 25), ALICE, (at, by) => people.erase(at, by, life.person(erased.name)))
  for (const { name, group, ago, adds } of moves)
    act(workday(ago, 11, 30), CHARLIE, (at, by) =>
      (adds ? groups.addMember : groups.removeMember)(at, by, life.person(name), group),
    )
  act(workday(contractsEnded.ago, 16), ALICE, (at, by) =>
    many.deactivateMany(at, by, contractsEnded.names.map(life.person), contractsEnded.because),
  )
  act(workday(2, 10, 35), ALICE, (at, by) => people.resend(at, by, life.person('Kofi Boateng'), INVITATION_DAYS))
  const file = { ...hires, placeOf: (name: string) => placeOf(name.length * 3) }
  act(workday(hires.ago, 10, 30), ALICE, (at, by) => many.importFile(at, by, file))
  Object.entries(hires.accept).forEach(([name, days], n) => {
    arrive(schedule, workday(hires.ago - days, 12, 10 + n), name)
    attend(schedule, name, { from: hires.ago - days - 1, share: 0.85, n: n + 70 })
  })
  // Somebody guesses, and whoever left tries the former password.
  for (let n = 0; n < 4; n++)
    happens(daysAgo(47, 2, 14 + n), at => signIns.mistype(at, life.person('Rebecca Stone'), elsewhere))
  happens(daysAgo(91, 19, 3), at => signIns.mistype(at, life.person('Noah van den Berg')))
  happens(daysAgo(13, 21, 37), at => signIns.mistype(at, life.person('Samir Haddad')))
  // The story tells of the last thirty days of these.
  for (const [n, name, from] of [
    [0, ALICE, 399],
    [1, CHARLIE, 398],
    [2, 'Bob Fischer', 327],
    [3, 'Eve Laurent', 299],
  ] as const)
    attend(schedule, name, { from, until: 31, n })
}
