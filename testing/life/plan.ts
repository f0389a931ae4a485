import { slugFrom } from '@/lib/kernel/slug'
import { isWeekend, workdaysBefore, type DaysAgo } from '@/testing/days-ago'
import { randomNumbers } from '@/testing/random'
import { actsOnMany } from './acts-on-many'
import { cast, type Character } from './cast'
import { departmentPermissions, departments, EVERYONE } from './departments'
import { groupActs } from './group-acts'
import * as happenings from './happenings'
import type { Life, LivingPerson } from './life'
import { mailTo } from './mail'
import { peopleActs } from './people-acts'
import { elsewhere, onTheWay, placeOf } from './places'
import { signInActs } from './sign-in-acts'

/** `benedikt.hohenberg-liechtenau@acme.example`: the first word of a name and the last. */
export const addressOf = (name: string): string => {
  const [first = '', ...others] = name.split(' ')
  const last = others.at(-1)
  return `${[first, last].flatMap(word => (word ? slugFrom(word) : [])).join('.')}@acme.example`
}

/** Days until an invitation ends. */
const DAYS = 7

/** Lives the year: all that happens, in its order, with people who come in on their days. */
export function liveTheYear(life: Life, daysAgo: DaysAgo, now: Date): void {
  const workday = workdaysBefore(daysAgo)
  const random = randomNumbers(2026)
  const groups = groupActs(life)
  const people = peopleActs(life, groups)
  const many = actsOnMany(life, groups, people)
  const signIns = signInActs(life, now)
  const happening: { at: Date; run: () => void }[] = []
  const places = new Map(cast.map(({ name }, n) => [name, placeOf(n)]))

  /** By somebody who is signed in, that day. */
  const act = (at: Date, by: string, run: (at: Date, by: LivingPerson) => void): void => {
    happening.push({
      at,
      run() {
        const person = life.person(by)
        signIns.mustBeSignedIn(at, person)
        run(at, person)
      },
    })
  }
  const happens = (at: Date, run: (at: Date) => void): void => void happening.push({ at, run: () => run(at) })

  const newcomer = ({ name, title }: Pick<Character, 'name' | 'title'>) => ({
    name,
    title: happenings.promotions[name]?.was ?? title,
    email: addressOf(name),
    place: places.get(name) ?? placeOf(name.length),
  })

  const planGroups = (): void => {
    const created = new Set<string>()
    const addGroup = (name: string, description: string, grants: readonly string[], since: number, by = alice): void =>
      act(workday(since, 9, 40), by, (at, person) => {
        groups.createGroup(at, person, name, description)
        groups.changeGrants(new Date(at.getTime() + 90_000), person, name, { grant: grants })
      })
    for (const { name, description, grants, since, former } of departments.toSorted((a, b) => b.since - a.since)) {
      for (const key of grants.filter(one => one in departmentPermissions && !created.has(one))) {
        created.add(key)
        act(workday(since, 9, 20), alice, (at, by) => groups.addPermission(at, by, key, departmentPermissions[key]!))
      }
      addGroup(former?.name ?? name, description, grants, since)
      if (former)
        act(workday(former.until, 11, 5), alice, (at, by) =>
          groups.renameGroup(at, by, former.name, { name, description: 'Answers customers, on all channels.' }),
        )
    }
    for (const key of Object.keys(departmentPermissions).filter(one => !created.has(one)))
      act(workday(243, 15), charlie, (at, by) => groups.addPermission(at, by, key, departmentPermissions[key]!))
    const { switchedOff, regrants, project, onCall } = happenings
    act(workday(switchedOff.since, 14), alice, (at, by) => {
      groups.addPermission(at, by, switchedOff.key, switchedOff.description)
      groups.changeGrants(new Date(at.getTime() + 60_000), by, switchedOff.group, { grant: [switchedOff.key] })
    })
    act(workday(switchedOff.until, 14), alice, (at, by) => groups.removePermission(at, by, switchedOff.key))
    for (const { group, ago, ...change } of regrants)
      act(workday(ago, 10, 50), charlie, (at, by) => groups.changeGrants(at, by, group, change))
    addGroup(project.name, project.description, project.grants, project.since)
    for (const name of project.members)
      act(workday(project.since, 9, 55), alice, (at, by) => groups.addMember(at, by, life.person(name), project.name))
    act(workday(project.until, 16, 30), alice, (at, by) => groups.deleteGroup(at, by, project.name))
    addGroup(onCall.name, onCall.description, onCall.grants, onCall.ago + 1, charlie)
    for (const name of onCall.byHand)
      act(workday(onCall.ago + 1, 10), charlie, (at, by) => groups.addMember(at, by, life.person(name), onCall.name))
    act(workday(onCall.ago, 13, 20), charlie, (at, by) =>
      many.addManyTo(at, by, onCall.name, [...onCall.byHand, ...onCall.others].map(life.person)),
    )
    act(workday(8, 10, 10), alice, (at, by) => {
      groups.requireFactor(at, by, 'Finance', 14)
      mailTo(life, new Date(at.getTime() + 5000), life.person('Paulo Teixeira'), 'second-factor-reminder')
    })
  }

  /** From the first day on, with the second factor that they set up then. */
  const arrive = (at: Date, name: string, factor: Character['factor'] = 'app'): void =>
    happens(at, () => {
      const person = life.person(name)
      people.accept(at, person)
      signIns.beginByInvitation(new Date(at.getTime() + 1000), person)
      if (factor !== 'none') signIns.enrol(new Date(at.getTime() + 25 * 60_000), person, factor)
    })

  const planPerson = (who: Character, n: number): void => {
    const { name, invited, factor, left, back, accepts = 1 } = who
    const by = who.by ? (inviters[who.by] ?? who.by) : who.groups.includes('Developers') ? charlie : alice
    const all = who.external ? who.groups : [EVERYONE, ...who.groups]
    const isLater = (group: string) => sinceOf(group) < invited
    const given = by === PRIYA ? [EVERYONE] : all.filter(group => !isLater(group))
    const bounced =
      name === 'Oskar Lehmann' ? '550 5.1.1 The email account that you tried to reach does not exist.' : undefined
    act(workday(invited, 10 + (n % 5), (n * 13) % 50), by, (at, person) =>
      people.invite(at, person, newcomer(who), given.map(formerName(life)), { days: DAYS, bounced }),
    )
    if (accepts !== 'never') {
      const arrived = workday(invited - accepts, 15, (n * 7) % 60)
      arrive(arrived, name, factor)
      for (const group of all.filter(one => !given.includes(one)))
        act(workday(isLater(group) ? sinceOf(group) : invited - accepts, 16, 20), alice, (at, person) =>
          groups.addMember(at, person, life.person(name), formerName(life)(group)),
        )
      const { attendance = 'daily' } = who
      if (attendance !== 'never') {
        const until = typeof attendance === 'object' ? attendance.lastSeen : 0
        const share = attendance === 'rarely' ? 0.07 : 0.8
        attend(name, invited - accepts - 1, until, share, n)
      }
    }
    if (left)
      act(workday(left.ago, 16, 40), left.by ? (inviters[left.by] ?? left.by) : alice, (at, person) =>
        people.deactivate(at, person, life.person(name), left.because),
      )
    if (back) act(workday(back, 9, 30), alice, (at, person) => people.reactivate(at, person, life.person(name)))
  }

  /** Who is here comes in on most days, but for two weeks off now and then; some mistype before. */
  const attend = (name: string, from: number, until: number, share: number, n: number): void => {
    for (let days = from; days >= until; days--) {
      const [absent, minute, mistyped] = [!random.chance(share), random.below(55), random.chance(0.02)]
      const away = (days + n * 29) % 170 < 14
      const at = daysAgo(days, 7 + (n % 3) + (n % 11 === 5 ? 6 : 0), minute)
      if (absent || away || isWeekend(at)) continue
      // What is still to come today does not happen yet.
      if (days === 0 && now.getTime() - at.getTime() < 90_000) continue
      happens(at, () => {
        const person = life.people.get(name)
        if (person?.status !== 'active' || person.days.has(at.toISOString().slice(0, 10))) return
        if (days === 120 - (n % 9) && n % 5 === 0) person.place = onTheWay
        if (mistyped && person.factor !== 'passkey') signIns.mistype(new Date(at.getTime() - 40_000), person)
        signIns.signIn(at, person, 200 + ((n * 37 + days * 11) % 330))
        if (days <= 30) read(new Date(at.getTime() + 65_000), person, days)
      })
    }
  }

  /** What people look at first. */
  const read = (at: Date, person: LivingPerson, days: number): void => {
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
      note(
        later,
        'audit.viewed',
        { filters: { kind: 'change' }, shown: 50 },
        { by: person, operation: 'audit.listPage' },
      )
    }
  }
  const { note } = life
  planGroups()
  cast.forEach(planPerson)
  planTheRest()
  for (const { run } of happening.toSorted((a, b) => a.at.getTime() - b.at.getTime())) run()

  function planTheRest(): void {
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
      act(workday(ago, 11), charlie, (at, by) =>
        people.invite(at, by, newcomer({ name, title }), [EVERYONE, ...names], { days: 14 }),
      )
      act(workday(cancelled, 9, 50), charlie, (at, by) => people.cancel(at, by, life.person(name)))
    }
    planPerson({ ...erased, invited: erased.ago, left: { ago: erased.left, because: 'Goes to another company.' } }, 3)
    act(workday(erased.deleted, 15, 25), alice, (at, by) => people.erase(at, by, life.person(erased.name)))
    for (const { name, group, ago, adds } of moves)
      act(workday(ago, 11, 30), charlie, (at, by) =>
        (adds ? groups.addMember : groups.removeMember)(at, by, life.person(name), group),
      )
    act(workday(contractsEnded.ago, 16), alice, (at, by) =>
      many.deactivateMany(at, by, contractsEnded.names.map(life.person), contractsEnded.because),
    )
    act(workday(2, 10, 35), alice, (at, by) => people.resend(at, by, life.person('Kofi Boateng'), DAYS))
    const file = { ...hires, placeOf: (name: string) => placeOf(name.length * 3) }
    act(workday(hires.ago, 10, 30), alice, (at, by) => many.importFile(at, by, file))
    Object.entries(hires.accept).forEach(([name, days], n) => {
      arrive(workday(hires.ago - days, 12, 10 + n), name)
      attend(name, hires.ago - days - 1, 0, 0.85, n + 70)
    })
    // Somebody guesses, and whoever left tries the former password.
    for (let n = 0; n < 4; n++)
      happens(daysAgo(47, 2, 14 + n), at => signIns.mistype(at, life.person('Rebecca Stone'), elsewhere))
    happens(daysAgo(91, 19, 3), at => signIns.mistype(at, life.person('Noah van den Berg')))
    happens(daysAgo(13, 21, 37), at => signIns.mistype(at, life.person('Samir Haddad')))
    // The story tells of the last thirty days of these.
    for (const [n, name, from] of [
      [0, alice, 399],
      [1, charlie, 398],
      [2, 'Bob Fischer', 327],
      [3, 'Eve Laurent', 299],
    ] as const)
      attend(name, from, 31, 0.8, n)
  }
}

const alice = 'Alice Martin'
const charlie = 'Charlie Osei'
const PRIYA = 'Priya Raman'
const inviters: Partial<Record<string, string>> = { alice, charlie }

/** Since when there is a group; those of the story were there before. */
const sinceOf = (group: string): number => departments.find(one => one.name === group)?.since ?? Infinity

/** As a group was called at that time. */
const formerName =
  (life: Life) =>
  (name: string): string => {
    const former = departments.find(one => one.name === name)?.former?.name
    return former && life.groups.has(former) ? former : name
  }
