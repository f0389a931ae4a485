import { departmentPermissions, departments } from './departments'
import { onCall, project, regrants, switchedOff } from './happenings'
import { noteMail } from './mail'
import { ALICE, CHARLIE, type Schedule } from './schedule'

/** What becomes of groups and of what they grant. */
export function planGroups({ life, act, workday, groups, many }: Schedule): void {
  const created = new Set<string>()
  const addGroup = (name: string, description: string, grants: readonly string[], since: number, by = ALICE): void =>
    act(workday(since, 9, 40), by, (at, person) => {
      groups.createGroup(at, person, name, description)
      groups.changeGrants(new Date(at.getTime() + 90_000), person, name, { grant: grants })
    })
  for (const { name, description, grants, since, former } of departments.toSorted((a, b) => b.since - a.since)) {
    for (const key of grants.filter(one => one in departmentPermissions && !created.has(one))) {
      created.add(key)
      act(workday(since, 9, 20), ALICE, (at, by) => groups.addPermission(at, by, key, departmentPermissions[key]!))
    }
    addGroup(former?.name ?? name, description, grants, since)
    if (former)
      act(workday(former.until, 11, 5), ALICE, (at, by) =>
        groups.renameGroup(at, by, former.name, { name, description: 'Answers customers, on all channels.' }),
      )
  }
  for (const key of Object.keys(departmentPermissions).filter(one => !created.has(one)))
    act(workday(243, 15), CHARLIE, (at, by) => groups.addPermission(at, by, key, departmentPermissions[key]!))
  act(workday(switchedOff.since, 14), ALICE, (at, by) => {
    groups.addPermission(at, by, switchedOff.key, switchedOff.description)
    groups.changeGrants(new Date(at.getTime() + 60_000), by, switchedOff.group, { grant: [switchedOff.key] })
  })
  act(workday(switchedOff.until, 14), ALICE, (at, by) => groups.removePermission(at, by, switchedOff.key))
  for (const { group, ago, ...change } of regrants)
    act(workday(ago, 10, 50), CHARLIE, (at, by) => groups.changeGrants(at, by, group, change))
  addGroup(project.name, project.description, project.grants, project.since)
  for (const name of project.members)
    act(workday(project.since, 9, 55), ALICE, (at, by) => groups.addMember(at, by, life.person(name), project.name))
  act(workday(project.until, 16, 30), ALICE, (at, by) => groups.deleteGroup(at, by, project.name))
  addGroup(onCall.name, onCall.description, onCall.grants, onCall.ago + 1, CHARLIE)
  for (const name of onCall.byHand)
    act(workday(onCall.ago + 1, 10), CHARLIE, (at, by) => groups.addMember(at, by, life.person(name), onCall.name))
  act(workday(onCall.ago, 13, 20), CHARLIE, (at, by) =>
    many.addManyTo(at, by, onCall.name, [...onCall.byHand, ...onCall.others].map(life.person)),
  )
  act(workday(8, 10, 10), ALICE, (at, by) => {
    groups.requireFactor(at, by, 'Finance', 14)
    noteMail(life, new Date(at.getTime() + 5000), life.person('Paulo Teixeira'), 'second-factor-reminder')
  })
}
