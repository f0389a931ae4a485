import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { execute } from '@/lib/operation/run'
import type { SessionRequirement } from '@/lib/operation/session-requirements'
import { viewProfile } from '@/lib/profile/queries'
import { operations } from '@/lib/registry'
import { makeCompany, type MadeCompany, type MadeGroup } from '@/testing/factories'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { makeWorld, ownSamples, samples, type World } from '@/testing/samples'
import { snapshot } from '@/testing/snapshot'

const allowing = (demand: SessionRequirement) =>
  operations.filter(operation => operation.allowedWhile?.includes(demand)).map(operation => operation.name)

const requireOf = (company: MadeCompany, group: MadeGroup, since = '1 day') =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(
      sql`update groups set requires_second_factor = true, second_factor_since = now() - ${since}::interval where id = ${group.id}`,
    ),
  )

/** Every operation with an input that would do, by hand and past every page. */
async function tryEverything(
  world: World,
  person: { id: string },
  session: { id: string; token: string; companyId: string },
  demand: SessionRequirement,
  arrange?: () => Promise<unknown>,
) {
  const inputs = new Map<string, unknown>()
  for (const { name } of operations) inputs.set(name, samples[name]?.(world))
  for (const [name, make] of Object.entries(ownSamples))
    if (!/^(secondFactor|passkeys)\./.test(name))
      inputs.set(name, await make(world, { ...person, sessionId: session.id }))
  // Last, as making the inputs changes the company's settings too.
  await arrange?.()
  const before = await snapshot(world.company.id)
  const answers: Record<string, string> = {}
  for (const operation of operations) {
    if (operation.allowedWhile?.includes(demand)) continue
    answers[operation.name] = await refusalCode(
      execute(operation, { session, slug: world.company.slug, request: request() }, inputs.get(operation.name) ?? {}),
    )
  }
  expect(await snapshot(world.company.id)).toEqual(before)
  return answers
}

describe('Before the second factor is shown', () => {
  test('nothing can be done but to show it and to sign out', async () => {
    expect(allowing('second_factor').sort()).toEqual([
      'passkeys.beginVerification',
      'passkeys.verify',
      'secondFactor.verify',
      'secondFactor.view',
      'sessions.end',
    ])
    const world = await makeWorld()
    const administrator = await world.company.user({ groups: [world.company.administrators] })
    await world.company.secondFactor(administrator)
    const session = await world.company.session(administrator, { pending: true })
    const answers = await tryEverything(world, administrator, session, 'second_factor')
    expect(new Set(Object.values(answers))).toEqual(new Set(['second_factor_required']))
    expect(Object.keys(answers).length).toBe(operations.length - 5)
  })

  test('and neither can it in a full session that did not need it when it began', async () => {
    const company = await makeCompany()
    const ada = await company.user({ groups: [company.administrators] })
    await company.secondFactor(ada)
    const asAda = await signedIn(company, ada)
    await asAda.does(viewProfile)
    await requireOf(company, company.administrators)
    expect(await refusalCode(asAda.does(viewProfile))).toBe('second_factor_required')
  })
})

describe('Where the password has expired', () => {
  test('nothing can be done but to change it and to sign out', async () => {
    expect(allowing('change_password').sort()).toEqual([
      'profile.changePassword',
      'profile.viewPasswordPolicy',
      'secondFactor.view',
      'sessions.end',
    ])
    const world = await makeWorld()
    const administrator = await world.company.user({ groups: [world.company.administrators] })
    const session = await world.company.session(administrator, { method: 'password' })
    const answers = await tryEverything(world, administrator, session, 'change_password', () =>
      inCompany(world.company.id, async ({ tx }) => {
        await tx.execute(
          sql`update companies set security = '{"password": {"expiryDays": 90}}', security_reverts_at = null`,
        )
        await tx.execute(
          sql`update users set password_changed_at = now() - interval '91 days' where id = ${administrator.id}`,
        )
      }),
    )
    expect(new Set(Object.values(answers))).toEqual(new Set(['password_expired']))
    expect(Object.keys(answers).length).toBe(operations.length - 4)
  })
})

describe('Where a second factor is required and there is none', () => {
  test('nothing can be done but to get one and to sign out', async () => {
    expect(allowing('enrol').sort()).toEqual([
      'passkeys.beginRegistration',
      'passkeys.register',
      'profile.stepUp',
      'secondFactor.begin',
      'secondFactor.confirm',
      'secondFactor.view',
      'secondFactor.viewStepUpMethods',
      'sessions.end',
    ])
    const world = await makeWorld()
    const administrator = await world.company.user({ groups: [world.company.administrators] })
    const session = await world.company.session(administrator)
    await requireOf(world.company, world.company.administrators)
    const answers = await tryEverything(world, administrator, session, 'enrol')
    expect(new Set(Object.values(answers))).toEqual(new Set(['enrolment_required']))
    expect(Object.keys(answers).length).toBe(operations.length - 8)
  })

  test('a group that begins to require it is felt by its members with the next request, and by nobody else', async () => {
    const company = await makeCompany()
    const [developers, marketing] = [
      await company.group({ name: 'Developers' }),
      await company.group({ name: 'Marketing' }),
    ]
    const asBob = await signedIn(company, await company.user({ name: 'Bob', groups: [developers] }))
    const asEve = await signedIn(company, await company.user({ name: 'Eve', groups: [marketing] }))
    await asBob.does(viewProfile)
    await requireOf(company, developers)
    expect(await refusalCode(asBob.does(viewProfile))).toBe('enrolment_required')
    await asEve.does(viewProfile)
  })

  test('joining such a group is felt with the next request', async () => {
    const company = await makeCompany()
    const developers = await company.group({ name: 'Developers' })
    await requireOf(company, developers)
    const eve = await company.user({ name: 'Eve' })
    const asEve = await signedIn(company, eve)
    await asEve.does(viewProfile)
    await company.join(eve, developers)
    expect(await refusalCode(asEve.does(viewProfile))).toBe('enrolment_required')
  })

  test('nothing is demanded before the days of grace are over', async () => {
    const company = await makeCompany()
    const developers = await company.group({ name: 'Developers' })
    const asBob = await signedIn(company, await company.user({ groups: [developers] }))
    await inCompany(company.id, ({ tx }) =>
      tx.execute(
        sql`update groups set requires_second_factor = true, second_factor_grace_days = 7, second_factor_since = now() where id = ${developers.id}`,
      ),
    )
    expect(await asBob.does(viewProfile)).toMatchObject({
      secondFactor: { deadline: expect.any(Date), appSince: null },
    })
  })
})
