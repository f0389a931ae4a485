import { expect, test } from './support/test'

test('A date range the wrong way round is explained, and leaving it out keeps the other filters', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ can: ['audit:read'] }))
  await page.goto(`/${company.slug}/audit-log?person=eve&from=2026-05-31&to=2026-05-01`)
  await expect(page.getByText('"To" cannot be before "From".')).toBeVisible()
  await page.getByRole('link', { name: 'Remove it and continue' }).click()
  await expect(page).toHaveURL(`/${company.slug}/audit-log?person=eve&from=2026-05-31`)
  await expect(page.getByLabel('Person')).toHaveValue('eve')
  await page.getByRole('button', { name: 'When: from 31 May 2026' }).click()
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('2026-05-31')
})

test('What is known of an event comes when it is opened, by keyboard too', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada', can: ['audit:read'] })
  await signIn(ada)
  await page.goto(`/${company.slug}/audit-log?reads=shown`)
  await page.goto(`/${company.slug}/audit-log?reads=shown`)
  const event = page.getByRole('main').getByRole('listitem').filter({ hasText: 'audit log' }).first()
  await expect(event.getByText('Request')).toHaveCount(0)
  await event.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(event.getByRole('term').filter({ hasText: 'Request' })).toBeVisible()
  await expect(event.getByRole('link', { name: 'Event details' })).toBeHidden()
  await event.getByRole('link', { name: 'All events about this person' }).click()
  await expect(page).toHaveURL(`/${company.slug}/audit-log?person=${ada.id}`)
})

test('Where what is known of an event does not come, its link still leads there', async ({ page, company, signIn }) => {
  await signIn(await company.user({ name: 'Ada', can: ['audit:read'] }))
  await page.goto(`/${company.slug}/audit-log?reads=shown`)
  await page.goto(`/${company.slug}/audit-log?reads=shown`)
  await page.route('**/audit-log?id=*', route => route.abort(), { times: 1 })
  const event = page.getByRole('main').getByRole('listitem').filter({ hasText: 'audit log' }).first()
  await event.locator('summary').click()
  await event.getByRole('link', { name: 'Event details' }).click()
  await expect(page).toHaveURL(new RegExp(`/${company.slug}/audit-log\\?id=`))
  await expect(page.getByRole('term').filter({ hasText: 'Request' })).toBeVisible()
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an event is read at its own address, and the way back is a link', async ({ page, company, signIn }) => {
    await signIn(await company.user({ name: 'Ada', can: ['audit:read'] }))
    await page.goto(`/${company.slug}/audit-log?reads=shown`)
    await page.goto(`/${company.slug}/audit-log?reads=shown`)
    const event = page.getByRole('main').getByRole('listitem').filter({ hasText: 'audit log' }).first()
    await event.locator('summary').click()
    await event.getByRole('link', { name: 'Event details' }).click()
    await expect(page.getByRole('term').filter({ hasText: 'Request' })).toBeVisible()
    await page.getByRole('link', { name: 'Remove the filter: Showing' }).click()
    await expect(page).toHaveURL(`/${company.slug}/audit-log`)
  })
})

test('The log opens on what happened; reads stand behind a switch, and what is alike is one line', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ name: 'Ada', can: ['audit:read'] })
  const [bob, eve] = [await company.user({ name: 'Bob' }), await company.user({ name: 'Eve' })]
  await company.events(
    Array.from({ length: 6 }, (_, n) => ({
      event: 'session.refused' as const,
      outcome: 'refused' as const,
      operation: 'sessions.signIn',
      data: { reason: 'wrong_password' as const },
      target: { type: 'user' as const, id: (n % 2 ? bob : eve).id },
      at: new Date(),
    })),
  )
  await signIn(ada)
  await page.goto(`/${company.slug}/audit-log`)
  await page.goto(`/${company.slug}/audit-log`)
  const main = page.getByRole('main')
  await expect(main).toContainText('6 × Sign-in refused, for 2 people')
  await expect(main).not.toContainText('viewed the audit log')
  await main.getByRole('link', { name: /^Show 1? ?reads/ }).click()
  await expect(page).toHaveURL(`/${company.slug}/audit-log?reads=shown`)
  await expect(main).toContainText('Ada viewed the audit log')
  await main.locator('summary').filter({ hasText: '6 × Sign-in refused' }).click()
  await expect(main.getByText(/sign-in as (Bob|Eve) was refused/).first()).toBeVisible()
  await main.getByRole('link', { name: 'Hide reads' }).click()
  await expect(page).toHaveURL(`/${company.slug}/audit-log`)
})
