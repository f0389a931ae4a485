import { readFile } from 'node:fs/promises'
import { importRowsIn } from '@/db/repositories/import-rows'
import { invitationsIn } from '@/db/repositories/invitations'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { makeCompany } from '@/testing/factories'
import { workbookFile } from '@/testing/workbook'
import { expect, test } from './support/test'

const file = (text: string, name = 'people.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('An administrator uploads a file, reviews it, starts, watches it end, takes the failed rows away, and undoes it', async ({
  page,
  company,
  signIn,
}) => {
  await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  await company.user({ name: 'Bob', email: 'bob@example.com' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users`)
  await page.getByRole('link', { name: 'Import' }).click()
  await page
    .getByLabel('File')
    .setInputFiles(
      file(
        'Email;Groups;Name\nzoe@example.com;Developers;"Zoë\nMüller"\nann@example.com;Developers | Interns;Ann\nbob@example.com;;Bob\n=1+1;Developers;Nobody\n',
      ),
    )
  await expect(page.getByRole('group', { name: 'Match columns' })).toBeVisible()
  await page.getByRole('button', { name: 'Review' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'people.csv' })).toBeVisible()
  await expect(page.getByText('UTF-8, semicolons between the cells')).toBeVisible()
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows.nth(1)).toContainText('Enter an email address such as')
  await page.getByRole('link', { name: /^Existing users/ }).click()
  await expect(rows.nth(1)).toContainText('bob@example.com')
  expect(await inCompany(company.id, scope => usersIn(scope).byEmails(['zoe@example.com']))).toEqual([])

  await page.getByRole('checkbox', { name: /Create the missing groups/ }).check()
  await page.getByLabel('Personal message').fill('Welcome aboard.')
  await page.getByRole('button', { name: 'Start import' }).click()
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('2 people invited (0 accepted so far), 1 row skipped, 1 failed.')
  await expect(page.getByRole('main')).toContainText(
    'Ada started the import of people.csv, which created the group Interns.',
  )
  await page.goto(`/${company.slug}/users?status=invited`)
  await expect(page.getByRole('table', { name: 'Users' })).toContainText('Zoë Müller')
  await page.goBack()

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download failed rows' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toBe('people-failed.csv')
  expect(await readFile(await saved.path(), 'utf8')).toBe(
    "\ufeffemail,name,title,groups,problem\r\n'=1+1,Nobody,,Developers,Line 6: Enter an email address such as alice@example.com.\r\n",
  )

  await page.getByRole('button', { name: 'Undo import' }).click()
  await expect(page.getByRole('dialog')).toContainText('2 invitations that are still pending will be cancelled')
  await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'undid the import' })).toContainText(
    '2 invitations cancelled, 0 people who had accepted stay; the group Interns now has no members.',
  )
  const trail = await inCompany(company.id, scope => invitationsIn(scope).list({ status: 'cancelled' }, undefined, 10))
  expect(trail.length).toBe(2)
})

test('Pasted rows are reviewed too; a problem is a sentence at the field, and what was pasted stays', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/import`)
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByLabel('File')).toHaveAccessibleDescription(/Choose a file, or paste its rows below/)
  const pasted = page.getByLabel('Or paste rows')
  await pasted.fill('zoe at example.com, Zoe')
  const answer = page.waitForResponse(response => response.url().includes('/users/import/review'))
  await page.getByRole('button', { name: 'Review' }).click()
  expect((await answer).status()).toBe(422)
  await expect(pasted).toHaveAccessibleDescription(/No column in this file has email addresses/)
  await expect(pasted).toHaveValue('zoe at example.com, Zoe')
  await pasted.fill('email\nzoe@example.com\n')
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Start import' })).toBeVisible()
})

test('What the columns of a file are is shown when it is chosen, asked where two could be meant, and known the next time', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/import`)
  const latin1 = Buffer.from(
    'Members of Nord;;;\r\nVorname;Nachname;Arbeits-E-Mail;E-Mail privat\r\nJ\u00f6rg;Wei\u00df;joerg@example.com;j@example.org\r\n',
    'latin1',
  )
  await page.getByLabel('File').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: latin1 })
  const encoding = page.getByLabel('Which of these looks right?')
  await encoding.selectOption({ label: 'Jörg, Weiß (Western European, Windows-1252)' })

  const columns = page.getByRole('group', { name: 'Match columns' })
  await expect(columns.getByLabel('First name')).toHaveValue('0')
  await expect(columns.getByLabel('First name')).toHaveAccessibleDescription('Such as Jörg.')
  await expect(page.getByRole('status').filter({ hasText: 'Windows-1252, semicolons' })).toContainText(
    'The first line is ignored.',
  )
  const email = columns.getByLabel('Email address', { exact: true })
  await expect(email).toHaveValue('')
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(email).toHaveAccessibleDescription(/“Arbeits-E-Mail” \(column 3\) and “E-Mail privat” \(column 4\)/)
  await expect(email).toBeFocused()
  await email.selectOption({ label: 'Arbeits-E-Mail (joerg@example.com)' })
  await page.setViewportSize({ width: 390, height: 800 })
  await expect(email).toBeInViewport()
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'people.csv' })).toBeVisible()
  await expect(page.getByText('Jörg Weiß')).toBeVisible()

  await page.goto(`/${company.slug}/users/import`)
  await page
    .getByLabel('Or paste rows')
    .fill('Vorname\tNachname\tArbeits-E-Mail\tE-Mail privat\nEva\tBerg\teva@example.com\te@example.org\n')
  await expect(email).toHaveValue('2')
  await expect(page.getByRole('status').filter({ hasText: 'your last file of this kind' })).toBeVisible()
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'old.xls', mimeType: '', buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex') })
  await expect(page.getByLabel('File')).toHaveAccessibleDescription(/old Excel workbook \(\.xls\)/)
})

test('A workbook is uploaded as it is, and its people arrive with their titles', async ({ page, company, signIn }) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/import`)
  const sheets = [
    { name: 'Read me', rows: [['How to use this file']] },
    {
      name: 'People',
      rows: [
        ['Mail', 'Full name', 'Position'],
        ['tove@example.com', 'Ekdahl, Tove', 'Buyer'],
      ],
    },
  ]
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'people.xlsx', mimeType: '', buffer: Buffer.from(workbookFile(sheets)) })
  await expect(page.getByRole('status').filter({ hasText: 'Excel workbook' })).toContainText('“People” is read')
  await page.getByRole('button', { name: 'Review' }).click()
  const row = page.getByRole('table').getByRole('row').nth(1)
  await expect(row).toContainText('Tove Ekdahl')
  await expect(row).toContainText('Buyer')
})

test('An upload is refused before it is read, and leaves nothing: without the permission, from elsewhere, too large', async ({
  page,
  company,
  signIn,
  baseURL,
}) => {
  const send = (body: string, headers: Record<string, string> = { Origin: baseURL! }) =>
    page.request.post(`/${company.slug}/users/import/review?fileName=people.csv`, {
      headers: { 'Content-Type': 'text/csv', ...headers },
      data: Buffer.from(body),
    })
  const good = 'email\nzoe@example.com\n'
  const status = async (...request: Parameters<typeof send>) => (await send(...request)).status()
  const large = `email\n${'x'.repeat(5 * 1024 * 1024)}`
  await signIn(await company.user())
  expect([await status(good), await status(large)]).toEqual([403, 403])
  await signIn(await company.user({ can: ['users:import'] }))
  expect([await status(good, {}), await status(good, { Origin: 'http://evil.example' })]).toEqual([403, 403])
  const refused = await send(large)
  expect([refused.status(), await refused.text()]).toEqual([413, expect.stringContaining('larger than 5 MB')])
  expect(await status(`email\n${'a@example.com\n'.repeat(10_001)}`)).toBe(422)
  expect((await page.request.get(`/api/v1/imports`)).ok()).toBe(true)
  expect(
    ((await (await page.request.get(`/api/v1/imports`)).json()) as { data: { imports: unknown[] } }).data.imports,
  ).toEqual([])
  expect(await status(good)).toBe(200)
})

test('Files to download are attachments, and nobody gets them who may not import, nor from another company', async ({
  page,
  company,
  signIn,
}) => {
  const other = await makeCompany()
  const theirs = await other.importOf({ by: await other.user() })
  const ada = await company.user({ can: ['users:import'] })
  const ours = await company.importOf({ by: ada })
  expect((await inCompany(company.id, scope => importRowsIn(scope).outcomes(ours.id))).invited).toBeUndefined()
  const paths = (id: string) => [`/${company.slug}/users/import/template`, `/${company.slug}/users/import/${id}/failed`]
  await signIn(ada)
  for (const path of paths(ours.id)) {
    const answer = await page.request.get(path)
    expect([path, answer.status()]).toEqual([path, 200])
    expect(answer.headers()).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; filename="[\w.-]+\.csv"$/),
    })
  }
  const foreign = [theirs.id, '0198c0de-0000-7000-8000-000000000000'].map(id => page.request.get(paths(id)[1]!))
  for (const answer of await Promise.all(foreign))
    expect([answer.status(), await answer.text()]).toEqual([404, 'Import not found.'])
  await signIn(await company.user())
  for (const path of paths(ours.id)) expect((await page.request.get(path)).status()).toBe(403)
})
