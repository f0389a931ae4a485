import { describe, expect, test } from 'vitest'
import { exportFile } from '@/lib/operation/export-file'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn, type SignedInUser } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { exportPermissions } from './export'
import { permissionKey } from './key'
import { listPermissions, listPermissionsPage } from './queries'

type Input = Record<string, string>

async function companyOfPermissions() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const clerks = await company.group({ grants: ['ledger:post'] })
  const bosses = await company.group({ grants: ['ledger:*', 'groups:read'] })
  const nobody = await company.group({ grants: ['cars:drive', 'users:read'] })
  await company.permissionIds(['ledger:read', 'cars:wash'])
  await company.user({ groups: [bosses] })
  await company.user({ groups: [clerks] })
  await company.user({ status: 'inactive', groups: [nobody] })
  return { company, nobody, as: await signedIn(company, ada) }
}

/** Another company has the same keys and others: nothing of it is seen, and its people hold nothing here. */
async function elsewhere() {
  const company = await makeCompany()
  await company.user({ groups: [await company.group({ grants: ['cars:drive', 'cars:park', 'ledger:post'] })] })
}

/** The file as JSON Lines, the keys in it. */
async function exported({ caller }: SignedInUser, input: Input): Promise<string[]> {
  const { content } = await exportFile(exportPermissions, caller, { ...input, format: 'jsonl' })
  const lines = (await new Response(content).text()).split('\n').filter(Boolean)
  return lines.map(line => (JSON.parse(line) as { permission: string }).permission)
}

const custom = ['cars:drive', 'cars:wash', 'ledger:*', 'ledger:post', 'ledger:read']

const cases: [Input, string[]][] = [
  [{ kind: 'custom' }, custom],
  [{ resource: 'ledger' }, ['ledger:*', 'ledger:post', 'ledger:read']],
  [{ resource: ' Cars' }, ['cars:drive', 'cars:wash']],
  [{ resource: 'nothing' }, []],
  [{ resource: '*' }, ['*:*']],
  [{ resource: 'ledger', kind: 'built-in' }, []],
  // By a wildcard, too.
  [{ holders: 'one' }, ['groups:read', 'ledger:*', 'ledger:read']],
  [{ holders: 'one', kind: 'custom' }, ['ledger:*', 'ledger:read']],
  [{ holders: 'none', kind: 'custom' }, ['cars:drive', 'cars:wash']],
  [{ holders: 'none', resource: 'ledger' }, []],
  [{ holders: 'none', resource: '*' }, []],
  [{ holders: 'none', q: 'wash' }, ['cars:wash']],
]

describe('The list of permissions', () => {
  test('shows those that match each filter, and a file has the same', async () => {
    await elsewhere()
    const { as } = await companyOfPermissions()
    for (const [input, keys] of cases) {
      const seen = await as.does(listPermissions, input)
      expect([input, seen.permissions.map(permissionKey).toSorted()]).toEqual([input, keys.toSorted()])
      const page = await as.does(listPermissionsPage, input)
      expect(page.permissions).toEqual(seen.permissions)
      expect([input, (await exported(as, input)).toSorted()]).toEqual([input, keys.toSorted()])
    }
  })

  test('has each of the company or of Console’s own, and each held by nobody, by one or by more', async () => {
    const { company, nobody, as } = await companyOfPermissions()
    const keys = async (input: Input) => (await as.does(listPermissions, input)).permissions.map(permissionKey)
    const all = await keys({})
    expect((await keys({ kind: 'built-in' })).length).toBe(all.length - custom.length)
    expect(await keys({ holders: 'none' })).toEqual(expect.arrayContaining(['users:read', 'users:*', 'cars:drive']))
    expect(all).toContain('*:*')
    expect(await keys({ holders: 'none' })).not.toContain('*:*')
    // Somebody active comes to hold it.
    await company.user({ groups: [nobody] })
    expect(await keys({ holders: 'none', kind: 'custom' })).toEqual(['cars:wash'])
    expect(await keys({ holders: 'one', resource: 'cars' })).toEqual(['cars:drive'])
    await company.user({ groups: [nobody] })
    expect(await keys({ holders: 'one', resource: 'cars' })).toEqual([])
  })

  test('offers every resource of this company, whatever it is narrowed to', async () => {
    await elsewhere()
    const { as } = await companyOfPermissions()
    const { resources } = await as.does(listPermissionsPage, { resource: 'cars' })
    expect(resources.toSorted()).toEqual(
      ['*', 'audit', 'cars', 'groups', 'ledger', 'permissions', 'settings', 'users'].toSorted(),
    )
  })

  test('keeps in the log what a file was narrowed to', async () => {
    const { company, as } = await companyOfPermissions()
    await exported(as, { q: 'wash', kind: 'custom', resource: 'cars', holders: 'none' })
    expect((await auditTrail(company.id)).at(-1)?.data).toMatchObject({
      list: 'permissions',
      filters: { q: 'w…', kind: 'custom', holders: 'none', resource: 'cars' },
      rows: 1,
    })
  })

  test.each([
    [{ kind: 'own' }, 'kind', 'The kind must be built-in or custom.'],
    [{ holders: 'two' }, 'holders', 'Holders must be one or none.'],
    [{ resource: 'users:read' }, 'resource', 'A resource must be a word such as users, or *.'],
    [{ resource: 'x'.repeat(51) }, 'resource', 'A resource can have at most 50 characters.'],
  ])('says what is wrong with %j', async (input, field, sentence) => {
    const company = await makeCompany()
    const as = await signedIn(company, await company.user({ can: ['permissions:read'] }))
    const refused = await refusal(as.does(listPermissions, input as object))
    expect([refused.status, refused.fields]).toEqual([422, { [field]: sentence }])
    expect((await as.does(listPermissions, {})).permissions.length).toBeGreaterThan(0)
  })
})
