import type { Browser, Page } from '@playwright/test'
import type { MadeCompany } from '@/testing/factories'
import { seriousViolations } from './support/accessibility'
import { linkIn } from './support/mail'
import { chooseAct } from './support/person'
import { arrivedMail, testWithSmtp as test } from './support/smtp'
import { expect, signInWith } from './support/test'

const PASSWORD = 'correct horse battery staple'

// One after the other: each worker has a Console and a mail server of its own.
test.describe.configure({ mode: 'default' })

// The policy of the pages would refuse the checker's own script.
test.use({ bypassCSP: true })

const otherBrowser = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ bypassCSP: true })).newPage()

/** Whether this address and the password sign in, in a browser that nobody has used. */
async function opens(browser: Browser, company: MadeCompany, email: string): Promise<boolean> {
  const page = await otherBrowser(browser)
  await signInWith(page, company, email, PASSWORD)
  const refused = page.getByRole('main').getByRole('alert').filter({ hasText: 'is not correct' })
  await expect(refused.or(page.getByRole('heading', { level: 1, name: /^(?!Sign in)/ }))).toBeVisible()
  const isIn = !(await refused.isVisible())
  await page.context().close()
  return isIn
}

test('Alice changes her address, and Eve’s; Bob objects to a change that he did not ask for', async ({
  page,
  company,
  signIn,
  browser,
  smtp,
}) => {
  test.slow()
  const unique = company.slug.slice(-8)
  const at = (name: string) => `${name}.${unique}@example.com`
  const alice = await company.user({
    name: 'Alice',
    email: at('alice'),
    password: PASSWORD,
    groups: [company.administrators],
  })
  const eve = await company.user({ name: 'Eve', email: at('eve'), password: PASSWORD })
  const bob = await company.user({ name: 'Bob', email: at('bob'), password: PASSWORD })
  const main = page.getByRole('main')

  // Alice, signed in on two devices.
  await signIn(alice)
  const phone = await otherBrowser(browser)
  await signIn(alice, phone)
  await page.goto(`/${company.slug}/profile`)
  await main.getByLabel('New email address').fill(at('alice.new'))
  await main.getByRole('button', { name: 'Change email address' }).click()
  await expect(main).toContainText('Confirm your new address')
  await expect(main).toContainText(at('alice.new'))
  expect(await seriousViolations(page)).toEqual([])
  await arrivedMail(smtp, alice.email, `Email address change requested at ${company.name}`)
  const link = linkIn(await arrivedMail(smtp, at('alice.new'), `Confirm your new email address for ${company.name}`))
  // A mail scanner opens it, and uses nothing up.
  for (let n = 0; n < 3; n++) expect((await phone.request.get(link)).status()).toBe(200)
  const opened = await page.goto(link)
  expect(opened?.headers()['referrer-policy']).toBe('no-referrer')
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Confirm this address' }).click()
  await expect(page).toHaveURL(`/${company.slug}/profile`)
  await expect(main).toContainText(`You sign in with ${at('alice.new')}.`)
  await phone.goto(`/${company.slug}/profile`)
  await expect(phone).toHaveURL(/\/login/)
  await arrivedMail(smtp, alice.email, `Your email address for ${company.name} was changed`)
  await arrivedMail(smtp, at('alice.new'), `You now sign in to ${company.name} with this address`)
  expect(await opens(browser, company, alice.email)).toBe(false)
  expect(await opens(browser, company, at('alice.new'))).toBe(true)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()

  // Eve's is changed by Alice; Eve proves it.
  await page.goto(`/${company.slug}/users/${eve.id}`)
  await chooseAct(page, 'Change email address')
  await expect(page.getByRole('heading', { name: 'Change email address' })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await main.getByLabel('New email address').fill(at('eve.new'))
  await main.getByRole('button', { name: 'Send link' }).click()
  await expect(main).toContainText('Waiting for confirmation')
  await arrivedMail(smtp, eve.email, `Email address change requested at ${company.name}`)
  const toEve = await arrivedMail(smtp, at('eve.new'), `Confirm your new email address for ${company.name}`)
  expect(toEve.text).toContain('Alice asked to make this the email address')
  const atEve = await otherBrowser(browser)
  await atEve.goto(linkIn(toEve))
  await atEve.getByRole('button', { name: 'Confirm this address' }).click()
  await expect(atEve.getByText('Your new email address is confirmed. Sign in with it now.')).toBeVisible()
  await arrivedMail(smtp, eve.email, `Your email address for ${company.name} was changed`)
  expect(await opens(browser, company, eve.email)).toBe(false)
  expect(await opens(browser, company, at('eve.new'))).toBe(true)

  // Somebody sits at Bob's account, who did not ask for this.
  const thief = await otherBrowser(browser)
  await signIn(bob, thief)
  await thief.goto(`/${company.slug}/profile`)
  await thief.getByLabel('New email address').fill(at('thief'))
  await thief.getByRole('button', { name: 'Change email address' }).click()
  await expect(thief.getByRole('main')).toContainText('Confirm your new address')
  const notice = await arrivedMail(smtp, bob.email, `Email address change requested at ${company.name}`)
  await thief.goto(linkIn(await arrivedMail(smtp, at('thief'), `Confirm your new email address for ${company.name}`)))
  await thief.getByRole('button', { name: 'Confirm this address' }).click()
  await expect(thief.getByRole('main')).toContainText(`You sign in with ${at('thief')}.`)
  const atBob = await otherBrowser(browser)
  for (let n = 0; n < 3; n++) expect((await atBob.request.get(linkIn(notice))).status()).toBe(200)
  await atBob.goto(linkIn(notice))
  await expect(atBob.getByRole('main')).toContainText(at('thief'))
  expect(await seriousViolations(atBob)).toEqual([])
  await atBob.getByRole('button', { name: 'Restore my address' }).click()
  await expect(atBob.getByRole('main')).toContainText('choose a new one now')
  await thief.goto(`/${company.slug}/profile`)
  await expect(thief).toHaveURL(/\/login/)
  await arrivedMail(smtp, bob.email, `Your email address for ${company.name} was not changed`)
  await arrivedMail(smtp, at('alice.new'), `Bob reported an email address change at ${company.name}`)
  expect(await opens(browser, company, at('thief'))).toBe(false)
  await signInWith(atBob, company, bob.email, PASSWORD, 'profile')
  await expect(atBob.getByRole('main')).toContainText('Your email address cannot be changed now')
  await expect(atBob.getByRole('main')).toContainText(`You sign in with ${bob.email}.`)

  // Alice looks into it.
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await expect(main).toContainText('Changes are locked')
  await main.getByRole('button', { name: 'Unlock changes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Unlock changes' }).click()
  await expect(main).not.toContainText('Changes are locked')

  await page.goto(`/${company.slug}/audit-log?kind=change`)
  for (const sentence of [
    'Alice requested a change of their email address. A link was sent to the new address, and a notice to the current one.',
    'Alice confirmed their new email address; 1 other session ended.',
    'Alice requested a change of the email address of Eve. A link was sent to the new address, and a notice to the current one.',
    'Eve confirmed their new email address.',
    'Bob requested a change of their email address',
    'Bob reported the change of their email address as not requested; the previous address was restored, 1 session ended. They cannot request another change for 7 days.',
    'Alice allowed Bob to change their email address again.',
  ])
    await expect(main).toContainText(sentence)
  await expect(main).not.toContainText('@example.com')
})

test('An address whose mailbox is gone is replaced at once, and who is invited gets a new link', async ({
  page,
  company,
  signIn,
  smtp,
}) => {
  const unique = company.slug.slice(-8)
  const at = (name: string) => `${name}.${unique}@example.com`
  const alice = await company.user({ name: 'Alice', groups: [company.administrators] })
  const eve = await company.user({ name: 'Eve', email: at('eve') })
  const invitation = await company.invitation({ by: alice, name: 'Frank', email: at('franc') })
  const main = page.getByRole('main')
  await signIn(alice)
  await page.goto(`/${company.slug}/users/${eve.id}/email`)
  await main.getByLabel('Replacement address').fill(at('eve.new'))
  await main.getByRole('button', { name: 'Replace address' }).click()
  await expect(main).toContainText('The reason is missing.')
  await main.getByLabel('Reason').fill('The old domain is gone.')
  await main.getByRole('button', { name: 'Replace address' }).click()
  await expect(page).toHaveURL(`/${company.slug}/users/${eve.id}`)
  await expect(main).toContainText(at('eve.new'))
  expect((await arrivedMail(smtp, at('eve'), `Your email address for ${company.name} was changed`)).text).toContain(
    '/email-objection/',
  )
  await arrivedMail(smtp, at('eve.new'), `You now sign in to ${company.name} with this address`)

  await page.goto(`/${company.slug}/users/${invitation.userId}`)
  await main.getByRole('link', { name: `Edit the invitation for ${at('franc')}` }).click()
  await main.getByLabel('Email').fill(at('frank'))
  await main.getByRole('button', { name: 'Save and send a new link' }).click()
  await expect(page).toHaveURL(`/${company.slug}/invitations`)
  await expect(main.getByRole('table')).toContainText(at('frank'))
  const link = linkIn(await arrivedMail(smtp, at('frank'), `Alice invited you to join ${company.name}`))
  expect((await page.request.get(link)).status()).toBe(200)
  expect((await page.request.get(`/${company.slug}/invitation/${invitation.token}`)).status()).toBe(404)
  await page.goto(`/${company.slug}/audit-log?kind=change`)
  await expect(main).toContainText('Alice replaced the email address of Eve because the old mailbox is gone')
  await expect(main).toContainText('Alice changed the email address on the invitation of Frank; a new link was sent')
})
