import { changeTime, type HoldingPeriod } from '@/db/change-holdings'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { permissionsIn } from '@/db/repositories/permissions'
import { usersIn } from '@/db/repositories/users'
import { inCompany, type CompanyScope } from '@/db/scope'
import { everyKey, HoldingsModel, type ModelledRow } from './holdings-model'
import type { RandomNumbers } from './random'

const SEED = { via: 'seed', by: null } as const

/** How far ahead starts and ends lie, in milliseconds: within the time that a history takes. */
const AHEAD = 4000

/** A history of a company that the model goes along with, change by change. */
export class HoldingsHistory {
  readonly model = new HoldingsModel()
  /** After each change, when it was over by the database's clock. */
  readonly moments: number[] = []
  readonly groups: string[] = []
  readonly people: string[] = []
  readonly permissions: string[] = []
  readonly gone: string[] = []
  private named = 0

  constructor(
    readonly companyId: string,
    readonly random: RandomNumbers,
  ) {}

  /** The number of the change that is being made. */
  get change(): number {
    return this.moments.length
  }

  /** Makes a change, and waits until the clock has gone on: what comes next is later than what it says. */
  async make(work: (scope: CompanyScope) => Promise<void>): Promise<void> {
    await inCompany(this.companyId, work)
    await inCompany(this.companyId, async scope => {
      const over = (await changeTime(scope)).getTime()
      this.moments.push(over)
      while ((await changeTime(scope)).getTime() <= over);
    })
  }

  period(): { given: HoldingPeriod; from: number; to: number } {
    const last = this.moments.at(-1) ?? 0
    const soon = () => new Date(last + this.random.below(AHEAD))
    const given = { ...(this.random.chance(0.2) && { from: soon() }), ...(this.random.chance(0.3) && { to: soon() }) }
    return { given, from: given.from?.getTime() ?? 0, to: given.to?.getTime() ?? Number.POSITIVE_INFINITY }
  }

  /** Notes what was added; what was open of the same pair is closed by that. */
  note(
    rows: ModelledRow[],
    added: { groupId: string; id: string }[],
    { from, to }: { from: number; to: number },
  ): void {
    for (const { groupId, id } of added) {
      this.model.close(rows, this.change, row => row.groupId === groupId && row.id === id)
      rows.push({ groupId, id, from, to, added: this.change, closed: Number.POSITIVE_INFINITY })
    }
  }

  /** That nothing was added means that it held already, unless a start or an end fell into this very change. */
  expectHeld(rows: readonly ModelledRow[], groupId: string, id: string): void {
    const open = rows.some(row => row.groupId === groupId && row.id === id && row.closed === Number.POSITIVE_INFINITY)
    if (!open) throw new Error(`Nothing was added to ${groupId} for ${id}, which is not there.`)
  }

  async addGroup(): Promise<void> {
    await this.make(async scope => {
      const name = `Group ${++this.named}`
      const { id } = await groupsIn(scope).insert({ name, slug: `g-${this.named}`, description: '' })
      this.groups.push(id)
      this.model.names.set(id, [{ since: this.change, value: name }])
    })
  }

  async addPerson(): Promise<void> {
    await this.make(async scope => {
      const email = `p${++this.named}@example.com`
      const { id } = await usersIn(scope).insert({ name: 'P', email, status: 'active' })
      this.people.push(id)
      this.model.statuses.set(id, [{ since: this.change, value: 'active' }])
    })
  }

  /** Of a key that nobody has; none where there are all. */
  private freeKey(): string | undefined {
    const taken = new Set(this.permissions.map(id => this.model.keys.get(id)!.at(-1)!.value))
    const free = everyKey.filter(key => key !== '*:*' && !taken.has(key))
    return free.length ? this.random.one(free) : undefined
  }

  async addPermission(): Promise<void> {
    const key = this.freeKey()
    if (!key) return
    const [resource = '', action = ''] = key.split(':')
    await this.make(async scope => {
      const { id } = await permissionsIn(scope).insert({ resource, action, description: '' })
      this.permissions.push(id)
      this.model.keys.set(id, [{ since: this.change, value: key }])
    })
  }

  private join = async (): Promise<void> => {
    const [groupId, id, { given, ...times }] = [
      this.random.one(this.groups),
      this.random.one(this.people),
      this.period(),
    ]
    await this.make(async scope => {
      const added = await membershipsIn(scope).add([{ groupId, userId: id, ...SEED, ...given }])
      if (added.length) this.note(this.model.memberships, [{ groupId, id }], times)
      else this.expectHeld(this.model.memberships, groupId, id)
    })
  }

  private leave = async (): Promise<void> => {
    const [groupId, id] = [this.random.one(this.groups), this.random.one(this.people)]
    await this.make(async scope => {
      await membershipsIn(scope).remove(groupId, [id], SEED)
      this.model.close(this.model.memberships, this.change, row => row.groupId === groupId && row.id === id)
    })
  }

  private grant = async (): Promise<void> => {
    const [groupId, id, { given, ...times }] = [
      this.random.one(this.groups),
      this.random.one(this.permissions),
      this.period(),
    ]
    await this.make(async scope => {
      const added = await permissionsIn(scope).grant(groupId, [id], SEED, given)
      if (added.length) this.note(this.model.grants, [{ groupId, id }], times)
      else this.expectHeld(this.model.grants, groupId, id)
    })
  }

  private revoke = async (): Promise<void> => {
    const [groupId, id] = [this.random.one(this.groups), this.random.one(this.permissions)]
    await this.make(async scope => {
      await permissionsIn(scope).revoke(groupId, [id], SEED)
      this.model.close(this.model.grants, this.change, row => row.groupId === groupId && row.id === id)
    })
  }

  private changeStatus = async (): Promise<void> => {
    const id = this.random.one(this.people)
    const value = this.model.statuses.get(id)!.at(-1)!.value === 'active' ? 'inactive' : 'active'
    await this.make(async scope => {
      if (value === 'inactive') await usersIn(scope).deactivate([id], '')
      else await usersIn(scope).reactivate([id])
      this.model.statuses.get(id)!.push({ since: this.change, value })
    })
  }

  private rename = async (): Promise<void> => {
    const key = this.freeKey()
    if (!key) return
    const id = this.random.one(this.permissions)
    const [resource = '', action = ''] = key.split(':')
    await this.make(async scope => {
      await permissionsIn(scope).update(id, { resource, action, description: '' }, { by: null })
      this.model.keys.get(id)!.push({ since: this.change, value: key })
    })
  }

  private renameGroup = async (): Promise<void> => {
    const [id, name] = [this.random.one(this.groups), `Renamed ${++this.named}`]
    await this.make(async scope => {
      await groupsIn(scope).update(id, { name, slug: `g-${this.named}`, description: '' }, { by: null })
      this.model.names.get(id)!.push({ since: this.change, value: name })
    })
  }

  private take(from: string[]): string {
    const id = this.random.one(from)
    from.splice(from.indexOf(id), 1)
    this.gone.push(id)
    return id
  }

  private deletePerson = async (): Promise<void> => {
    const id = this.take(this.people)
    await this.make(async scope => {
      await usersIn(scope).remove(id, null)
      this.model.close(this.model.memberships, this.change, row => row.id === id)
      this.model.statuses.get(id)!.push({ since: this.change, value: undefined })
    })
    await this.addPerson()
  }

  private deleteGroup = async (): Promise<void> => {
    const id = this.take(this.groups)
    await this.make(async scope => {
      await groupsIn(scope).remove(id, null)
      for (const rows of [this.model.memberships, this.model.grants])
        this.model.close(rows, this.change, row => row.groupId === id)
      this.model.names.get(id)!.push({ since: this.change, value: undefined })
    })
    await this.addGroup()
  }

  private deletePermission = async (): Promise<void> => {
    const id = this.take(this.permissions)
    await this.make(async scope => {
      await permissionsIn(scope).remove(id, null)
      this.model.close(this.model.grants, this.change, row => row.id === id)
      this.model.keys.get(id)!.push({ since: this.change, value: undefined })
    })
    await this.addPermission()
  }

  /** How often each comes, of a hundred. */
  private readonly kinds: [number, () => Promise<void>][] = [
    [40, this.join],
    [12, this.leave],
    [20, this.grant],
    [6, this.revoke],
    [8, this.changeStatus],
    [4, this.rename],
    [2, this.renameGroup],
    [5, this.deletePerson],
    [1, this.deleteGroup],
    [2, this.deletePermission],
  ]

  async go(): Promise<void> {
    const dice = this.random.below(this.kinds.reduce((sum, [share]) => sum + share, 0))
    let reached = 0
    const kind = this.kinds.find(([share]) => dice < (reached += share))!
    await kind[1]()
  }
}
