import { actsOnMany } from './acts-on-many'
import { workdaysBefore, type DaysAgo } from './days-ago'
import { groupActs } from './group-acts'
import type { Life, LivingPerson } from './life'
import { peopleActs } from './people-acts'
import { signInActs } from './sign-in-acts'

/** Who acts for the company in the story, and who hires. */
export const ALICE = 'Alice Martin'
export const CHARLIE = 'Charlie Osei'
export const PRIYA = 'Priya Raman'

/** What is to happen, gathered in any order and run in that of time. */
export function scheduleOf(life: Life, daysAgo: DaysAgo, now: Date) {
  const groups = groupActs(life)
  const people = peopleActs(life, groups)
  const happening: { at: Date; run: () => void }[] = []
  const signIns = signInActs(life, now)
  return {
    life,
    daysAgo,
    now,
    workday: workdaysBefore(daysAgo),
    groups,
    people,
    signIns,
    many: actsOnMany(life, groups, people),

    happens(at: Date, run: (at: Date) => void): void {
      happening.push({ at, run: () => run(at) })
    },

    /** By somebody who is signed in, that day. */
    act(at: Date, by: string, run: (at: Date, by: LivingPerson) => void): void {
      happening.push({
        at,
        run() {
          const person = life.person(by)
          signIns.mustBeSignedIn(at, person)
          run(at, person)
        },
      })
    },

    run(): void {
      for (const { run } of happening.toSorted((a, b) => a.at.getTime() - b.at.getTime())) run()
    },
  }
}

export type Schedule = ReturnType<typeof scheduleOf>
