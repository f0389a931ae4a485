import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

const TABLE = [
  'Name\tTitle\tEmail',
  'Frank Castle\tTech Lead\tfrank@acme.example',
  'Matt Murdock\t\tmatt@acme',
  'Alice\t\tаlice@acme.example',
].join('\n')

test('What was pasted stands as chips, and is corrected by keyboard before anything is sent', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/invite`)
  const box = page.getByLabel('Email addresses')
  const chips = page.getByRole('list', { name: 'People to invite' }).getByRole('listitem')
  await box.fill(TABLE)
  await expect(chips).toHaveCount(3)
  await expect(box).toHaveValue('')
  await expect(page.getByText('1 person, 2 entries to correct')).toBeVisible()
  await expect(chips.last()).toContainText('Frank Castle frank@acme.example · Tech Lead')

  await test.step('Nothing is sent as long as something is to be corrected', async () => {
    await page.getByRole('button', { name: 'Send invitations' }).click()
    await expect(box).toBeFocused()
    await expect(box).toHaveAccessibleDescription(/This is not an email address: “Matt Murdock matt@acme”/)
    expect(await inCompany(company.id, scope => usersIn(scope).byEmails(['frank@acme.example']))).toEqual([])
  })

  await test.step('What is meant is one press away', async () => {
    await expect(chips.filter({ hasText: 'Did you mean alice@acme.example?' })).toContainText('is Cyrillic')
    await page.getByRole('button', { name: 'Use alice@acme.example' }).press('Enter')
    await expect(page.getByText('2 people, 1 entry to correct')).toBeVisible()
  })

  await test.step('The rest is edited in its place', async () => {
    await page.getByRole('button', { name: 'Edit Matt Murdock matt@acme' }).press('Enter')
    const address = page.getByLabel('Email address', { exact: true })
    await expect(address).toBeFocused()
    await address.press('Enter')
    await expect(address).toHaveAccessibleDescription(/Enter an email address/)
    await address.fill('matt@acme.example')
    await page.getByLabel('Name', { exact: true }).fill('Matt Murdock')
    await page.getByLabel('Name', { exact: true }).press('Enter')
    await expect(page.getByRole('button', { name: 'Edit matt@acme.example' })).toBeFocused()
    await page.getByRole('button', { name: 'Edit matt@acme.example' }).press('Enter')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Edit matt@acme.example' })).toBeFocused()
    await page.getByRole('button', { name: 'Remove alice@acme.example' }).press('Enter')
    await expect(chips).toHaveCount(2)
  })

  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('heading', { name: '2 people invited' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Matt Murdock' })).toContainText('matt@acme.example')
  await page.getByRole('link', { name: 'Frank Castle' }).click()
  await expect(page.getByRole('main')).toContainText('Tech Lead')
})

test('After sending, the links are there to hand over, and more people get what was chosen for these', async ({
  page,
  company,
  signIn,
}) => {
  await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/invite`)
  await page.getByLabel('Email addresses').fill('frank@acme.example, matt@acme.example')
  await page.getByRole('option', { name: 'Developers' }).click()
  await page.getByLabel('Personal message').fill('Welcome to the team!')
  await page.getByLabel('Valid for (days)').fill('3')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await page.getByRole('button', { name: 'Show links' }).click()
  await expect(page.getByRole('textbox', { name: 'Link for frank@acme.example' })).toHaveValue(/\/invitation\/[\w-]+$/)
  await expect(page.getByRole('textbox', { name: 'Link for matt@acme.example' })).toHaveValue(/\/invitation\/[\w-]+$/)

  await page.getByRole('link', { name: 'Invite more with the same settings' }).click()
  await expect(page.getByRole('option', { name: 'Developers' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByLabel('Personal message')).toHaveValue('Welcome to the team!')
  await expect(page.getByLabel('Valid for (days)')).toHaveValue('3')
  await page.getByLabel('Email addresses').fill('jessica@acme.example')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('heading', { name: '1 person invited' })).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: 'jessica@acme.example' })
  await expect(row).toContainText('Pending')
  // What was chosen before holds, though nobody touched it.
  await expect(row).toContainText('Developers')
  await page.getByRole('button', { name: 'Dismiss' }).first().click()
  await expect(page.getByRole('heading', { name: '1 person invited' })).toHaveCount(0)
})

test('A table with groups, and more people than fit, go on as an import without being pasted again', async ({
  page,
  company,
  signIn,
}) => {
  await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/invite`)
  await page.getByLabel('Email addresses').fill('Email\tGroups\nfrank@acme.example\tDevelopers')
  await expect(page.getByText('This table has groups for each person')).toBeVisible()
  await page.getByRole('button', { name: 'Review as an import' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'pasted people' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'frank@acme.example' })).toContainText('Developers')

  await page.goto(`/${company.slug}/users/invite`)
  const people = Array.from({ length: 500 }, (_, n) => `Person <p${n}@acme.example>`).join(', ')
  await page.getByLabel('Email addresses').fill(people)
  await expect(page.getByText('500 people', { exact: true })).toBeVisible()
  const list = page.getByRole('list', { name: 'People to invite' })
  expect((await list.boundingBox())!.height).toBeLessThan(320)
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByLabel('Email addresses')).toHaveAccessibleDescription(/This list has 500/)
  await page.getByRole('button', { name: 'Review as an import' }).click()
  await expect(page.getByText('500 people will be invited.')).toBeVisible()
})

test.describe('The chips and the links', () => {
  // The policy of the pages would refuse the checker's own script.
  test.use({ bypassCSP: true, viewport: { width: 390, height: 844 } })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`are accessible and fit on a phone, ${colorScheme}`, async ({ page, company, signIn }) => {
      await page.emulateMedia({ colorScheme })
      await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
      await page.goto(`/${company.slug}/users/invite`)
      const fits = async () =>
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0)
      await page.getByLabel('Email addresses').fill(`${TABLE}\n${'Longname '.repeat(9)}\t\tp@${'a'.repeat(60)}.example`)
      await page.getByRole('button', { name: /^Edit Matt/ }).click()
      expect(await seriousViolations(page)).toEqual([])
      await fits()
      await page.getByLabel('Email address', { exact: true }).fill('matt@acme.example')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByRole('button', { name: 'Edit matt@acme.example' })).toBeFocused()
      await page.getByRole('button', { name: 'Use alice@acme.example' }).click()
      await page.getByRole('button', { name: 'Send invitations' }).click()
      await page.getByRole('button', { name: 'Show links' }).click()
      await expect(page.getByRole('textbox', { name: 'Link for matt@acme.example' })).toBeVisible()
      expect(await seriousViolations(page)).toEqual([])
      await fits()
    })
  }
})
