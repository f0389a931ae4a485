import type { Locator, Page } from '@playwright/test'
import type { MadeCompany } from '@/testing/factories'
import { expect, test } from './support/test'

/** How a person works: what they press, and how they come to a field. */
interface Hands {
  press: (target: Locator) => Promise<void>
  fill: (field: Locator, text: string) => Promise<void>
  /** Chooses by what the label says, where the choices appear while one types. */
  choose: (field: Locator, option: Locator, text: string) => Promise<void>
  /** Opens a page of the main navigation. */
  go: (place: string) => Promise<void>
}

/** WCAG 2.2, 2.5.8. */
const LEAST_PX = 24

const isFocused = (target: Locator) => target.evaluate(element => element === document.activeElement)

/** With nothing but the keyboard: Tab until it has the focus. */
function keyboard(page: Page): Hands {
  const reach = async (target: Locator) => {
    await expect(target).toBeEnabled()
    for (let presses = 0; !(await isFocused(target)); presses++) {
      expect(presses, `Tab never comes to ${target}`).toBeLessThan(150)
      await page.keyboard.press('Tab')
    }
  }
  const press = async (target: Locator) => {
    await reach(target)
    const ticks = await target.evaluate(element => element instanceof HTMLInputElement)
    await page.keyboard.press(ticks ? 'Space' : 'Enter')
  }
  const fill = async (field: Locator, text: string) => {
    await reach(field)
    await page.keyboard.type(text)
  }
  return {
    press,
    fill,
    async choose(field, option, text) {
      await fill(field, text)
      await expect(option).toBeVisible()
      // Where all choices are known the first is marked at once.
      if (!(await field.getAttribute('aria-activedescendant'))) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
    },
    go: place => press(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true })),
  }
}

/** With a finger: what is pressed, or the row that it opens, is large enough to be met. */
function touch(page: Page): Hands {
  /** Links within a sentence may be as small as its words. */
  const sizeOf = (target: Locator) =>
    target.evaluate((element, least) => {
      const { width, height } = (element.closest('label, tr') ?? element).getBoundingClientRect()
      return getComputedStyle(element).display === 'inline' ? least : Math.round(Math.min(width, height))
    }, LEAST_PX)
  const press = async (target: Locator) => {
    await expect(target).toBeVisible()
    await expect.poll(() => sizeOf(target)).toBeGreaterThanOrEqual(LEAST_PX)
    await target.tap()
  }
  const fill = async (field: Locator, text: string) => {
    await field.tap()
    await field.fill(text)
  }
  return {
    press,
    fill,
    async choose(field, option, text) {
      await fill(field, text)
      await press(option)
    },
    async go(place) {
      await press(page.getByRole('button', { name: 'Open navigation' }))
      const places = page.getByRole('navigation', { name: 'Main' }).and(page.locator(':visible'))
      await press(places.getByRole('link', { name: place, exact: true }))
    },
  }
}

/** The ten commonest jobs of an administrator, one after the other. */
async function doAll(page: Page, company: MadeCompany, hands: Hands, bob: { email: string }) {
  const { press, fill, choose } = hands
  const button = (name: string | RegExp, exact = true) => page.getByRole('button', { name, exact })
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
  const main = page.getByRole('main')
  // Fields of the page before are still there until the next is.
  const go = async (place: string) => {
    await hands.go(place)
    await expect(heading(place)).toBeVisible()
  }

  await test.step('find a person', async () => {
    await go('Users')
    await fill(page.getByRole('searchbox'), 'bob bui')
    await expect(page).toHaveURL(/q=bob/)
    await press(main.getByRole('link', { name: 'Bob Builder' }))
    await expect(heading('Bob Builder')).toBeVisible()
  })

  await test.step('change a person’s groups', async () => {
    await press(button('Change groups'))
    const dialog = page.getByRole('dialog')
    await choose(dialog.getByRole('combobox'), dialog.getByRole('option', { name: 'Sales' }), 'sal')
    await press(dialog.getByRole('button', { name: 'Save groups' }))
    await expect(main.getByRole('link', { name: 'Sales' })).toBeVisible()
  })

  await test.step('create a group', async () => {
    await go('Groups')
    await press(page.getByRole('link', { name: 'New group' }))
    await expect(heading('New group')).toBeVisible()
    await fill(page.getByLabel('Name', { exact: true }), 'Field engineers')
    await press(button('Create group'))
    await expect(heading('Field engineers')).toBeVisible()
  })

  await test.step('add a person to a group', async () => {
    const people = page.getByRole('combobox', { name: 'People to add' })
    await choose(people, page.getByRole('option', { name: 'Bob Builder' }), 'bob')
    await press(button('Add to group'))
    await expect(main.getByRole('listitem').filter({ hasText: /Bob Builder.*Added/ })).toBeVisible()
  })

  await test.step('grant a permission to a group', async () => {
    await press(page.getByRole('link', { name: 'Change permissions' }))
    await press(page.getByRole('checkbox', { name: /staging.*deploy/i }))
    await press(button('Save permissions'))
    // The form has the same heading, and shows the permission, too.
    await expect(button('Save permissions')).toHaveCount(0)
    await expect(main.getByText('staging:deploy')).toBeVisible()
  })

  await test.step('see who has a permission', async () => {
    await go('Permissions')
    await press(main.getByRole('link', { name: 'staging:deploy' }))
    await expect(heading(/staging:deploy/)).toBeVisible()
    await expect(main.getByText('Bob Builder')).toBeVisible()
  })

  await test.step('invite somebody', async () => {
    await go('Users')
    await press(main.getByRole('link', { name: 'Invite people' }))
    await expect(heading('Invite people')).toBeVisible()
    await fill(page.getByLabel('Email addresses'), `new.${bob.email}`)
    await press(button('Send invitations'))
    await expect(heading('Invitations')).toBeVisible()
    await expect(main.getByText(`new.${bob.email}`).first()).toBeVisible()
  })

  await test.step('export people', async () => {
    await go('Users')
    const csv = page.getByRole('link', { name: 'Export as CSV' })
    const [file] = await Promise.all([page.waitForEvent('download'), press(csv)])
    expect(file.suggestedFilename()).toMatch(/\.csv$/)
  })

  await test.step('deactivate a leaver', async () => {
    await page.goto(`/${company.slug}/users?q=bob`)
    await press(main.getByRole('link', { name: 'Bob Builder' }))
    await press(main.getByRole('button', { name: 'More actions' }))
    await press(main.getByRole('link', { name: 'Deactivate', exact: true }))
    await press(main.getByRole('button', { name: 'Deactivate' }))
    await expect(heading(/Bob Builder/)).toContainText('receipt')
  })

  await test.step('see what happened', async () => {
    await go('Audit log')
    await expect(main).toContainText('deactivated Bob Builder')
    await press(main.locator('summary').first())
    await expect(main.locator('details[open]').first()).toBeVisible()
  })
}

async function withBob(company: MadeCompany) {
  await company.group({ name: 'Sales' })
  await company.permissionIds(['staging:deploy'])
  const bob = await company.user({ name: 'Bob Builder' })
  return { bob, ada: await company.user({ name: 'Ada', groups: [company.administrators] }) }
}

test('The ten commonest jobs are done with the keyboard alone', async ({ page, company, signIn }) => {
  test.slow()
  const { ada, bob } = await withBob(company)
  await signIn(ada)
  await page.goto(`/${company.slug}`)
  await doAll(page, company, keyboard(page), bob)
})

test.describe('On a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the ten commonest jobs are done by touch', async ({ page, company, signIn }) => {
    test.slow()
    const { ada, bob } = await withBob(company)
    await signIn(ada)
    await page.goto(`/${company.slug}`)
    await doAll(page, company, touch(page), bob)
  })
})
