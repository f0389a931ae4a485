import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

// The policy of the pages would refuse the checker's own script.
test.use({ bypassCSP: true })

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of [
    ['a desk', { width: 1440, height: 900 }],
    ['a phone', { width: 390, height: 844 }],
  ] as const) {
    test.describe(`In ${colorScheme} on ${device}`, () => {
      test.use({ colorScheme, viewport })

      test('every page is accessible and none scrolls sideways', async ({ page, company, signIn }) => {
        // Two dozen pages take longer than one test is given where others use the processor, too.
        test.slow()
        const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
        const long = await company.user({ name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(2).trim() })
        const group = await company.group({
          name: 'Group with a rather long name that goes on and on',
          grants: ['staging:deploy', 'users:read'],
        })
        const [deploy = '', usersRead = ''] = await company.permissionIds(['staging:deploy', 'users:read'])
        const bob = await company.user({ groups: [group] })
        await company.session(bob, { ip: '192.0.2.7', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0' })
        await company.delayedMail(bob)
        const { token } = await company.passwordReset(bob)
        const change = await company.emailChange(long)
        const invitation = await company.invitation({ by: ada, groups: [group] })
        const gone = await company.user({ name: 'Gone', status: 'inactive' })
        const bulkId = '01980000-0000-7000-8000-000000000001'
        await company.events([
          {
            event: 'user.deactivated',
            data: {
              ended: { sessions: 2, passwordResets: 1, signInCodes: 0 },
              invitationsCancelled: 1,
              reasonGiven: true,
              lastHeld: ['staging:deploy'],
              tookMs: 12,
            },
            at: new Date(),
            actor: ada,
            target: { type: 'user', id: gone.id },
            operation: 'users.deactivate',
          },
          {
            event: 'users.bulk_completed',
            data: { act: 'add', group, done: 2, skipped: { already: 1 }, tookMs: 9 },
            at: new Date(),
            actor: ada,
            target: { type: 'bulk', id: bulkId },
            operation: 'users.bulk',
          },
        ])
        const [reviewed, running, done] = [
          await company.importOf({ by: ada }),
          await company.importOf({ by: ada, state: 'running' }),
          await company.importOf({ by: ada, state: 'done' }),
        ]
        await signIn(ada)
        const base = `/${company.slug}`
        for (const path of [
          base,
          `${base}/access`,
          `${base}/users`,
          `${base}/users?q=nobody-is-called-this`,
          `${base}/users/${bob.id}`,
          `${base}/users/${long.id}`,
          `${base}/users/${ada.id}`,
          `${base}/users/${bob.id}/edit`,
          `${base}/users/${bob.id}/email`,
          `${base}/users/${bob.id}/deactivate`,
          `${base}/users/${gone.id}/receipt`,
          `${base}/users/bulk?act=add&people=${bob.id}`,
          `${base}/users/bulk?act=add&people=${bob.id},${long.id}&groupId=${group.id}`,
          `${base}/users/bulk?act=deactivate&all=yes`,
          `${base}/users/bulk/${bulkId}`,
          `${base}/users/import`,
          `${base}/users/import/${reviewed.id}`,
          `${base}/users/import/${running.id}`,
          `${base}/users/import/${done.id}`,
          `${base}/groups`,
          `${base}/groups/new`,
          `${base}/groups/${group.id}`,
          `${base}/groups/${group.id}/edit`,
          `${base}/groups/${group.id}/permissions`,
          `${base}/groups/${group.id}/delete`,
          `${base}/permissions`,
          `${base}/permissions/new`,
          `${base}/permissions/${deploy}`,
          `${base}/permissions/${usersRead}`,
          `${base}/audit-log`,
          `${base}/settings`,
          `${base}/profile`,
          `${base}/users/invite`,
          `${base}/invitations`,
          `${base}/invitations?status=cancelled`,
          `${base}/invitations/${invitation.id}`,
          `${base}/users/${invitation.userId}`,
          `${base}/invitation/${invitation.token}`,
          `${base}/invitation/x`,
          `${base}/users/00000000-0000-0000-0000-000000000000`,
          `${base}/users?sort=nonsense`,
          '/login',
          `${base}/login`,
          `${base}/settings/security`,
          `${base}/users?factor=none`,
          `${base}/settings/mail`,
          `${base}/settings/mail?state=failed`,
          `${base}/forgot-password`,
          `${base}/forgot-password?notice=sent`,
          `${base}/reset-password/${token}`,
          `${base}/reset-password/garbage`,
          `${base}/email-change/${change.token}`,
          `${base}/email-change/garbage`,
          `${base}/email-objection/${change.objection}`,
          '/dev/mail',
          '/nothing/here/at-all',
        ]) {
          await page.goto(path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          expect([path, await page.title()]).toEqual([path, expect.stringMatching(/\w/)])
          expect([path, await seriousViolations(page)]).toEqual([path, []])
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect([path, overflow]).toEqual([path, 0])
        }
      })

      test('the columns of a file are accessible, and do not scroll sideways', async ({ page, company, signIn }) => {
        await signIn(await company.user({ groups: [company.administrators] }))
        await page.goto(`/${company.slug}/users/import`)
        const long = 'A column with a rather long name that goes on and on'
        await page
          .getByLabel('Or paste rows')
          .fill(`${long}\tWork Email\tHome Email\nMara Lindqvist\tmara@nord.example\tm@mail.example\n`)
        await expect(page.getByRole('group', { name: 'Match columns' })).toBeVisible()
        expect(await seriousViolations(page)).toEqual([])
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow).toBe(0)
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
