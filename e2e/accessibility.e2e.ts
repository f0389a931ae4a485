import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

// The policy of the pages would refuse the checker's own script.
test.use({ bypassCSP: true })

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of [['a desk', { width: 1440, height: 900 }], ['a phone', { width: 390, height: 844 }]] as const) {
    test.describe(`In ${colorScheme} on ${device}`, () => {
      test.use({ colorScheme, viewport })

      test('every page is accessible and none scrolls sideways', async ({ page, company, signIn }) => {
        const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
        const long = await company.user({ name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(2).trim() })
        const group = await company.group({ name: 'Group with a rather long name that goes on and on', grants: ['staging:deploy', 'users:read'] })
        const [deploy = '', usersRead = ''] = await company.permissionIds(['staging:deploy', 'users:read'])
        const bob = await company.user({ groups: [group] })
        await company.session(bob, { ip: '192.0.2.7', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0' })
        await signIn(ada)
        const base = `/${company.slug}`
        for (const path of [
          base, `${base}/access`, `${base}/users`, `${base}/users?q=nobody-is-called-this`, `${base}/users/${bob.id}`, `${base}/users/${long.id}`,
          `${base}/users/${ada.id}`, `${base}/groups`, `${base}/groups/new`, `${base}/groups/${group.id}`, `${base}/groups/${group.id}/edit`,
          `${base}/groups/${group.id}/permissions`, `${base}/groups/${group.id}/delete`, `${base}/permissions`, `${base}/permissions/new`,
          `${base}/permissions/${deploy}`, `${base}/permissions/${usersRead}`, `${base}/audit-log`, `${base}/settings`, `${base}/settings/security`, `${base}/users?factor=none`, `${base}/profile`,
          `${base}/users/00000000-0000-0000-0000-000000000000`, `${base}/users?sort=nonsense`, '/login', `${base}/login`, '/nothing/here/at-all',
        ]) {
          await page.goto(path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          expect([path, await page.title()]).toEqual([path, expect.stringMatching(/\w/)])
          expect([path, await seriousViolations(page)]).toEqual([path, []])
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          expect([path, overflow]).toEqual([path, 0])
        }
      })

      test('the page of a refusal is accessible', async ({ page, company, signIn }) => {
        await signIn(await company.user())
        const response = await page.goto(`/${company.slug}/audit-log`)
        expect(response?.status()).toBe(403)
        expect(await seriousViolations(page)).toEqual([])
      })
    })
  }
}
