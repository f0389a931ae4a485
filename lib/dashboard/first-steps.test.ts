import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { inCompany } from '@/db/scope'
import { changeGroupSecondFactor } from '@/lib/groups/second-factor'
import { exportProfile } from '@/lib/profile/export'
import { viewAccessPage } from '@/lib/profile/queries'
import { listUsers } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { showFirstSteps } from './commands'
import { viewDashboard } from './queries'

test('Each step is found out from what is there', async () => {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const asAda = await signedIn(company, ada)
  const steps = async () => (await asAda.does(viewDashboard)).firstSteps
  const none = { hidden: false, required: false, mail: false, invited: false, secured: false }
  expect(await steps()).toMatchObject(none)
  await company.invitation({ by: ada })
  expect(await steps()).toMatchObject({ ...none, invited: true })
  const mail = await company.delayedMail(ada)
  expect(await steps()).toMatchObject({ mail: false })
  await inCompany(company.id, scope => mailMessagesIn(scope).settle(mail.id, 'sent', null))
  expect(await steps()).toMatchObject({ mail: true })
  await asAda.does(changeGroupSecondFactor, { groupId: company.administrators.id, required: true, graceDays: 30 })
  expect(await steps()).toMatchObject({ required: true, secured: false })
  await company.secondFactor(ada)
  const anew = await signedIn(company, ada)
  await inCompany(company.id, ({ tx }) => tx.execute(sql`update sessions set second_factor_at = now()`))
  expect((await anew.does(viewDashboard)).firstSteps).toMatchObject({ secured: true })
})

test('A member has seen what they can do, and who is who, when they opened it', async () => {
  const company = await makeCompany()
  const bob = await signedIn(company, await company.user({ can: ['users:read'] }))
  const steps = async () => (await bob.does(viewDashboard)).firstSteps
  expect(await steps()).toMatchObject({ sawAccess: false, sawPeople: false })
  await bob.does(viewAccessPage)
  expect(await steps()).toMatchObject({ sawAccess: true, sawPeople: false })
  await bob.does(listUsers)
  expect(await steps()).toMatchObject({ sawAccess: true, sawPeople: true })
})

test('Who puts the steps away does so for themselves, and can bring them back', async () => {
  const company = await makeCompany()
  const [ada, bob] = [await company.user({}), await company.user({})]
  const [asAda, asBob] = [await signedIn(company, ada), await signedIn(company, bob)]
  await asAda.does(showFirstSteps, { shown: false })
  expect((await asAda.does(viewDashboard)).firstSteps.hidden).toBe(true)
  expect((await asBob.does(viewDashboard)).firstSteps.hidden).toBe(false)
  const events = (await auditTrail(company.id)).filter(({ event }) => event.startsWith('first_steps.'))
  expect(events).toMatchObject([{ event: 'first_steps.hidden', actor_id: ada.id, target_id: ada.id }])
  expect((await asAda.does(exportProfile)).lists).toEqual([{ list: 'first-steps', columns: [], views: [] }])
  const before = await snapshot(company.id)
  // @ts-expect-error what a browser could send
  expect(await refusalCode(asAda.does(showFirstSteps, { shown: 'perhaps' }))).toBe('invalid_input')
  expect(await snapshot(company.id)).toEqual(before)
  await asAda.does(showFirstSteps, { shown: true })
  expect((await asAda.does(viewDashboard)).firstSteps.hidden).toBe(false)
})
