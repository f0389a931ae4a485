import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { makeCompany } from '@/testing/factories'
import { companyIdBySlug, inCompany } from './scope'
import { askForSlug, setCompany } from './scope-settings'

const hostile = [
  `'; drop table users; --`,
  `x' or true --`,
  `\\'; reset role; --`,
  `a'||current_setting('app.company_id')||'`,
  `acme\n'`,
  `acme\0`,
  'ａｃｍｅ',
  'acme--',
  "$$acme$$'",
  `${'a'.repeat(64)}`,
  '',
]

describe('A statement that says which company it is about', () => {
  test.each(hostile)('has no other text than an id in it: %j', async text => {
    for (const id of [text, `${randomUUID()}${text || ' '}`, `${text || ' '}${randomUUID()}`]) {
      expect(() => setCompany(id)).toThrow('The id of a company is a UUID.')
      await expect(inCompany(id, async () => {})).rejects.toThrow('The id of a company is a UUID.')
    }
  })

  test('has any id in it', () => {
    const id = randomUUID()
    expect(setCompany(id)).toBe(`set local app.company_id = '${id}'`)
  })
})

describe('A slug that is asked for', () => {
  test.each(hostile)('leads nowhere and does nothing else where it can be nobody’s: %j', async text => {
    const company = await makeCompany()
    expect(askForSlug(text)).toMatch(/^set local app\.company_slug = '[a-z0-9-]*'$/)
    for (const slug of [text, `${company.slug}${text || ' '}`, `${text || ' '}${company.slug}`])
      expect(await companyIdBySlug(slug)).toBeUndefined()
    expect(await companyIdBySlug(company.slug)).toBe(company.id)
  })

  test('is asked for until the transaction ends, as the company is', async () => {
    const company = await makeCompany()
    await inCompany(company.id, ({ tx }) => tx.execute(sql.raw(askForSlug(company.slug))))
    const settings = await inCompany(randomUUID(), ({ tx }) =>
      tx.execute(
        sql`select nullif(current_setting('app.company_slug', true), '') as slug, current_setting('app.company_id') as company`,
      ),
    )
    expect(settings[0]).toMatchObject({ slug: null })
    expect(settings[0]!.company).not.toBe(company.id)
  })
})
