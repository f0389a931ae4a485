import type { Locator, Page } from '@playwright/test'
import type { MadeCompany } from '@/testing/factories'
import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

const DAY_MS = 86_400_000
const yesterday = (): Date => new Date(Date.now() - DAY_MS)

/** With something in each picture, in numbers that differ. */
async function livelyCompany(company: MadeCompany) {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const sales = await company.group({ name: 'Sales', grants: ['campaigns:manage'] })
  const people = [await company.user({ groups: [sales] }), await company.user({ groups: [sales] })]
  await company.user({ name: 'Cleo', groups: [company.administrators] })
  await company.user({ status: 'inactive' })
  await company.invitation({ by: ada, days: 2 })
  await company.secondFactor(people[0]!)
  await company.events([
    ...people.map(user => ({
      event: 'session.started' as const,
      data: { method: 'password' as const },
      at: yesterday(),
      actor: user,
      operation: 'session.signIn',
      ip: '192.0.2.10',
    })),
    ...[1, 2, 3].map(() => ({
      event: 'session.refused' as const,
      data: { reason: 'wrong_password' as const },
      at: yesterday(),
      outcome: 'refused' as const,
      operation: 'session.signIn',
      ip: '198.51.100.7',
    })),
    ...people.map(user => ({
      event: 'group.member_added' as const,
      data: { group: { id: sales.id, name: sales.name } },
      at: yesterday(),
      actor: ada,
      target: { type: 'user' as const, id: user.id },
      operation: 'groups.changeMembers',
    })),
  ])
  return { ada, sales, member: people[1]! }
}

/** "3 of 3": how many a list says that there are. */
const totalOf = async (page: Page): Promise<number> => {
  const text = await page.getByText(/^\d+ of [\d,]+$/).innerText()
  return Number(text.replace(/.* of /, '').replaceAll(',', ''))
}

const numberIn = async (link: Locator): Promise<number> =>
  Number(/(\d+)\D*$/.exec((await link.textContent()) ?? '')?.[1])

test('What a picture counts opens as a list of as many', async ({ page, company, signIn }) => {
  const { ada } = await livelyCompany(company)
  await signIn(ada)
  const home = `/${company.slug}`
  await page.goto(home)
  for (const name of [
    /^Succeeded, \d.*: 2$/,
    /^Refused, \d.*: 3$/,
    /^Active \d/,
    /^Inactive \d/,
    /^Invited \d/,
    /^Without it \d/,
    /^With it \d/,
  ]) {
    const link = page.getByRole('link', { name }).first()
    const shown = await numberIn(link)
    await link.click()
    await expect(page).not.toHaveURL(new RegExp(`${home}$`))
    await expect.poll(() => totalOf(page), { message: String(name) }).toBe(shown)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello, Ada')
  }
})

test('The bars are reached and opened by keyboard, and say what they are', async ({ page, company, signIn }) => {
  const { ada } = await livelyCompany(company)
  await signIn(ada)
  await page.goto(`/${company.slug}`)
  const bar = page.getByRole('link', { name: /^Refused, \d.*: 3$/ })
  await bar.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/audit-log\?event=session\.refused&from=/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log')
})

test('What needs attention leads to a list with as many in it', async ({ page, company, signIn }) => {
  const { ada } = await livelyCompany(company)
  await signIn(ada)
  await page.goto(`/${company.slug}`)
  await page.getByRole('link', { name: /^1 invitation expires within 3 days/ }).click()
  await expect(page).toHaveURL(/invitations\?status=expiring/)
  await expect(page.getByRole('table', { name: 'Invitations' }).getByRole('row')).toHaveCount(2)
  await page.goBack()
  await page.getByRole('link', { name: /people have never signed in/ }).click()
  await expect(page).toHaveURL(/users\?signedIn=never&status=active/)
  await page.goBack()
  await page.getByRole('link', { name: 'Ada added 2 people to Sales.' }).click()
  await expect(page).toHaveURL(new RegExp(`event=group.member_added&person=${ada.id}`))
  await expect(page.getByText('to the group Sales')).toHaveCount(2)
})

test('A member sees what they can do, how they sign in and who can help, and no numbers of the company', async ({
  page,
  company,
  signIn,
}) => {
  const { ada, member } = await livelyCompany(company)
  await signIn(member)
  await page.goto(`/${company.slug}`)
  await expect(page.getByRole('heading', { name: 'What you can do' })).toBeVisible()
  await expect(page.getByText('campaigns:manage')).toBeVisible()
  await expect(page.getByRole('link', { name: ada.email })).toHaveAttribute('href', `mailto:${ada.email}`)
  await expect(page.getByText('Not set up. Anybody who knows your password can sign in as you.')).toBeVisible()
  for (const title of ['Users', 'Sign-ins', 'Needs attention', 'Two-factor authentication', 'Access changes'])
    await expect(page.getByRole('heading', { name: title, exact: true })).toHaveCount(0)
})

test('First steps are hidden and brought back, and tick themselves', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await signIn(ada)
  await page.goto(`/${company.slug}`)
  await expect(page.getByText('0 of 6 done')).toBeVisible()
  await page.getByRole('button', { name: 'Hide the first steps' }).click()
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeHidden()
  await company.group({ name: 'Sales' })
  await page.getByRole('button', { name: 'Show first steps' }).click()
  await expect(page.getByText('1 of 6 done')).toBeVisible()
  await page.getByRole('link', { name: /^Invite people/ }).click()
  await expect(page).toHaveURL(/users\/invite/)
})

test.describe('on every screen', () => {
  // The policy of the pages would refuse the checker's own script.
  test.use({ bypassCSP: true })
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [390, 1440])
      test(`at ${width} pixels in ${colorScheme} nothing moves, scrolls sideways or is out of reach`, async ({
        page,
        company,
        signIn,
      }) => {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme })
        await page.addInitScript(() => {
          const shifts = ((globalThis as unknown as { shifts: number[] }).shifts = [])
          new PerformanceObserver(list => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
              shifts.push(entry.value as never)
          }).observe({ type: 'layout-shift', buffered: true })
        })
        const { ada, member } = await livelyCompany(company)
        for (const reader of [ada, member]) {
          await signIn(reader)
          await page.goto(`/${company.slug}`, { waitUntil: 'networkidle' })
          expect(await seriousViolations(page)).toEqual([])
          const { wide, shifts } = await page.evaluate(() => ({
            wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            shifts: (globalThis as unknown as { shifts: number[] }).shifts,
          }))
          expect([wide, shifts]).toEqual([0, []])
        }
      })
})
