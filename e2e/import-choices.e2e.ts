import { importsIn } from '@/db/repositories/imports'
import { inCompany } from '@/db/scope'
import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

const CONTENT =
  'email,name,groups\nann@example.com,Ann,Developers\nbob@example.com,Bob,Developers\neve@example.com,Eve,\nzoe@example.com,Zoe,Interns\nann@example.com,,Marketing\n'

// The policy of the pages would refuse the checker's own script.
test.use({ bypassCSP: true, viewport: { width: 390, height: 844 } })

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Nothing is done by silence for people who are here, and what was left out is taken up later, ${colorScheme}`, async ({
    page,
    company,
    signIn,
  }) => {
    await page.emulateMedia({ colorScheme })
    await company.group({ name: 'Developers', grants: ['staging:deploy'] })
    await company.group({ name: 'Marketing' })
    const bob = await company.user({ name: 'Bob', email: 'bob@example.com' })
    const eve = await company.user({ name: 'Eve', email: 'eve@example.com', status: 'inactive' })
    await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
    const main = page.getByRole('main')
    const isFine = async () => {
      expect(await seriousViolations(page)).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0)
    }
    await page.goto(`/${company.slug}/users/import`)
    await page
      .getByLabel('File')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(CONTENT) })
    // On a phone the button moves when they appear, and a press that began before is none.
    await expect(page.getByRole('group', { name: 'Match columns' })).toBeVisible()
    await page.getByRole('button', { name: 'Review' }).click()

    await test.step('The review offers each choice, unticked', async () => {
      for (const name of [
        /^Create the missing groups and invite 1 more person/,
        /^Add 1 existing user to the groups/,
        /^Reactivate 1 inactive person/,
      ])
        await expect(page.getByRole('checkbox', { name })).not.toBeChecked()
      await isFine()
    })

    await test.step('Without them, the rows are left out and the people as they were', async () => {
      await page.getByRole('button', { name: 'Start import' }).click()
      await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
      await expect(page.getByRole('heading', { name: '3 rows not imported yet' })).toBeVisible()
      await page.getByRole('link', { name: 'View 1 person' }).click()
      await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('Developers, Marketing')
      await isFine()
    })

    await test.step('They are taken up without the file', async () => {
      const importPage = page.url()
      await page.getByRole('checkbox', { name: /^Add 1 existing user/ }).check()
      await page.getByRole('checkbox', { name: /^Reactivate/ }).check()
      await page.getByRole('button', { name: 'Import 3 remaining rows' }).click()
      await expect(main).toContainText('groups added to 1 person, 1 person reactivated')
      await expect(page.getByRole('heading', { name: '1 row not imported yet' })).toBeVisible()
      await page.goto(`/${company.slug}/users/${bob.id}`)
      await expect(main).toContainText('Developers')
      await page.goto(`/${company.slug}/users/${eve.id}`)
      await expect(main).toContainText('Active')
      await page.goto(importPage)
    })

    await test.step('Undoing takes the groups back and is then offered no more', async () => {
      await page.getByRole('button', { name: 'Undo import' }).click()
      await expect(page.getByRole('dialog')).toContainText('People lose the groups the import added')
      await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click()
      await expect(page.getByRole('status').filter({ hasText: 'undid the import' })).toContainText(
        'groups removed from 1 person',
      )
      await expect(page.getByRole('button', { name: 'Undo import' })).toHaveCount(0)
    })
  })
}

test('Where an import changed nothing there is nothing to undo', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const { id } = await company.importOf({ by: ada })
  await inCompany(company.id, scope => importsIn(scope).setState(id, 'done'))
  await signIn(ada)
  await page.goto(`/${company.slug}/users/import/${id}`)
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo import' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^View \d/ })).toHaveCount(0)
})
