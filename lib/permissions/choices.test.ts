import { describe, expect, test } from 'vitest'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { listPermissionOptions } from './choices'
import { createPermission } from './commands'
import { firstSentence } from './labels'

async function companyWithAdministrator() {
  const company = await makeCompany()
  return { company, asAda: await signedIn(company, await company.user({ groups: [company.administrators] })) }
}

describe('Permissions to choose from', () => {
  test('are found by words of their key and of their description, and come with both', async () => {
    const { asAda } = await companyWithAdministrator()
    const text = { resource: 'ledger', action: 'post', description: 'Enter invoices. Also tardy ones.' }
    await asAda.does(createPermission, text)
    for (const q of ['ledger', 'ledger:po', 'invoi', 'tardy']) {
      const { permissions, more, total } = await asAda.does(listPermissionOptions, { q })
      expect({ permissions, more, total }).toMatchObject({
        permissions: [{ key: 'ledger:post', name: 'Enter invoices', description: text.description }],
        more: false,
        total: 1,
      })
    }
    expect(await asAda.does(listPermissionOptions, { q: 'nothing-like-it' })).toMatchObject({
      permissions: [],
      total: 0,
    })
  })

  test('are 20 at once, with how many there are', async () => {
    const { company, asAda } = await companyWithAdministrator()
    await company.permissionIds(Array.from({ length: 25 }, (_, at) => `depot:open-${at}`))
    const found = await asAda.does(listPermissionOptions, { q: 'depot' })
    expect(found.permissions).toHaveLength(20)
    expect(found.permissions[0]).toMatchObject({ name: 'depot:open-0', key: 'depot:open-0' })
    expect(found).toMatchObject({ more: true, total: 25 })
    expect((await asAda.does(listPermissionOptions, {})).total).toBeGreaterThan(25)
  })

  test('are for those who may see people, and for nobody else', async () => {
    const { company } = await companyWithAdministrator()
    const nobody = await signedIn(company, await company.user())
    const reader = await signedIn(company, await company.user({ can: ['users:read'] }))
    expect(await refusalCode(nobody.does(listPermissionOptions, {}))).toBe('forbidden')
    await reader.does(listPermissionOptions, {})
  })
})

describe('A permission in a few words', () => {
  const told = (description: string, key = { resource: 'ledger', action: 'post' }) =>
    firstSentence({ ...key, description })

  test('is the first sentence of what it allows, and the others come after it', () => {
    expect(told('Enter invoices. Also tardy ones.')).toEqual({ words: 'Enter invoices', rest: 'Also tardy ones.' })
    expect(told('Version 1.5 and later')).toEqual({ words: 'Version 1.5 and later', rest: '' })
    expect(told('Enter invoices\nof all kinds')).toEqual({ words: 'Enter invoices', rest: 'of all kinds' })
    expect(told('')).toEqual({ words: '', rest: '' })
    expect(told('', { resource: 'ledger', action: '*' }).words).toBe('Every action on ledger, including future ones')
  })
})
