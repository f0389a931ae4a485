import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { companiesIn } from '@/db/repositories/companies'
import { companyIdBySlug, inCompany } from '@/db/scope'
import { openInvitation } from '@/lib/invitations/queries'
import { OtherCompanyError } from '@/lib/operation/page-reader'
import { execute, executePublic } from '@/lib/operation/run'
import { signIn } from '@/lib/sign-in/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { earlier } from '@/testing/time'
import { changeSlug } from './commands'
import { createCompany } from './create'
import { viewSettings } from './queries'

describe('Changing the slug', () => {
  test('keeps the former one forwarding, to the page and to the door', async () => {
    const company = await makeCompany()
    const user = await company.user({ groups: [company.administrators], password: 'a pass phrase of Ada' })
    const ada = await signedIn(company, user)
    const slug = `${company.slug}-new`
    await ada.does(changeSlug, { slug })
    const moved = await refusal(ada.does(viewSettings))
    expect(moved).toBeInstanceOf(OtherCompanyError)
    expect([moved.code, (moved as OtherCompanyError).currentSlug]).toEqual(['address_changed', slug])
    const settings = await execute(viewSettings, { ...ada.caller, slug }, {})
    expect(settings.data.company).toMatchObject({ slug })
    expect(settings.data.formerSlugs).toMatchObject([{ slug: company.slug }])
    await executePublic(signIn, request(), {
      company: company.slug,
      email: user.email,
      password: 'a pass phrase of Ada',
    })
    expect(await companyIdBySlug(company.slug)).toBe(company.id)
  })

  test('never gives away what another company has or had', async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    const ada = await signedIn(acme, await acme.user({ groups: [acme.administrators] }))
    const gil = await signedIn(globex, await globex.user({ groups: [globex.administrators] }))
    await gil.does(changeSlug, { slug: `${globex.slug}-new` })
    const before = [await snapshot(acme.id), await snapshot(globex.id)]
    for (const slug of [globex.slug, `${globex.slug}-new`]) {
      const error = await refusal(ada.does(changeSlug, { slug }))
      expect([error.status, Object.keys(error.fields ?? {})]).toEqual([422, ['slug']])
    }
    expect([await snapshot(acme.id), await snapshot(globex.id)]).toEqual(before)
  })

  test('back to a former slug of one’s own works', async () => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    await ada.does(changeSlug, { slug: `${company.slug}-new` })
    const moved = { ...ada.caller, slug: `${company.slug}-new` }
    await execute(changeSlug, moved, { slug: company.slug })
    await ada.does(viewSettings)
  })
})

describe('A former slug', () => {
  /** Somebody who may change slugs, wherever the company is found by now. */
  const company = async () => {
    const made = await makeCompany()
    const user = await made.user({ groups: [made.administrators], password: 'a pass phrase of Ada' })
    const { caller } = await signedIn(made, user)
    const change = (slug: string) => execute(changeSlug, { ...caller, slug: undefined }, { slug })
    const former = async () => (await execute(viewSettings, { ...caller, slug: undefined }, {})).data.formerSlugs
    return { ...made, owner: user, caller, change, former }
  }
  type Company = Awaited<ReturnType<typeof company>>

  /** As if it had been given up that many days earlier. */
  const passes = ({ id }: Company, slug: string, days: number) =>
    inCompany(id, ({ tx }) =>
      tx.execute(
        sql`update company_slugs set free_from = ${earlier('free_from', days * 86_400)} where company_id = ${id} and slug = ${slug}`,
      ),
    )

  /** As if the changes so far had been made with the whole day between them that the limit wants. */
  const changeRarely = async (acme: Company, slug: string) =>
    inCompany(acme.id, scope => companiesIn(scope).changeSlug(slug, { by: null }))

  test('leads to its company for 90 days, and the settings say until when', async () => {
    const acme = await company()
    await acme.change(`${acme.slug}-new`)
    const [former] = await acme.former()
    expect(former!.slug).toBe(acme.slug)
    expect(Math.round((former!.freeFrom.getTime() - Date.now()) / 86_400_000)).toBe(90)
    await passes(acme, acme.slug, 89)
    expect(await companyIdBySlug(acme.slug)).toBe(acme.id)
  })

  test('leads nowhere after that, like a slug that never was, and is nowhere listed', async () => {
    const acme = await company()
    await acme.change(`${acme.slug}-new`)
    await passes(acme, acme.slug, 90)
    expect([await companyIdBySlug(acme.slug), await acme.former()]).toEqual([undefined, []])
    const who = { email: acme.owner.email, password: 'a pass phrase of Ada' }
    const [gone, unknown] = [
      await refusal(executePublic(signIn, request(), { company: acme.slug, ...who })),
      await refusal(executePublic(signIn, request(), { company: 'never-was-there', ...who })),
    ]
    expect([gone.code, gone.message]).toEqual([unknown.code, unknown.message])
    await executePublic(signIn, request(), { company: `${acme.slug}-new`, ...who })
  })

  test('is nobody else’s for 90 days and anybody’s then, a new company’s too', async () => {
    const [acme, globex] = [await company(), await company()]
    await acme.change(`${acme.slug}-new`)
    const before = [await snapshot(acme.id), await snapshot(globex.id)]
    expect((await refusal(globex.change(acme.slug))).fields).toHaveProperty('slug')
    expect([await snapshot(acme.id), await snapshot(globex.id)]).toEqual(before)
    await passes(acme, acme.slug, 90)
    await globex.change(acme.slug)
    expect(await companyIdBySlug(acme.slug)).toBe(globex.id)
    await passes(globex, globex.slug, 90)
    const { companyId } = await createCompany({
      name: 'Initech',
      slug: globex.slug,
      administrator: { name: 'Bill', email: 'bill@initech.example', password: 'a pass phrase of Bill' },
    })
    expect(await companyIdBySlug(globex.slug)).toBe(companyId)
  })

  test('goes to one of two who want it at the same moment', async () => {
    const [acme, globex, initech] = [await company(), await company(), await company()]
    await acme.change(`${acme.slug}-new`)
    await passes(acme, acme.slug, 90)
    const results = await Promise.allSettled([globex.change(acme.slug), initech.change(acme.slug)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('that another company has now opens nothing there with a link or a session of the first', async () => {
    const [acme, globex] = [await company(), await company()]
    const { token } = await acme.invitation({ by: acme.owner })
    await acme.change(`${acme.slug}-new`)
    await passes(acme, acme.slug, 90)
    await globex.change(acme.slug)
    const open = (slug: string) => executePublic(openInvitation, request(), { company: slug, token })
    expect([await open(acme.slug), await open('never-was-there')]).toEqual([undefined, undefined])
    expect(await open(`${acme.slug}-new`)).toBeDefined()
    const moved = await refusal(execute(viewSettings, { ...acme.caller, slug: acme.slug }, {}))
    expect([moved.code, (moved as OtherCompanyError).currentSlug]).toEqual(['other_company', undefined])
  })

  test('is one of at most 5; going back to one is possible then, and a passed one makes room', async () => {
    const acme = await company()
    for (let n = 1; n <= 5; n++) await changeRarely(acme, `${acme.slug}-${n}`)
    const before = await snapshot(acme.id)
    expect((await refusal(acme.change(`${acme.slug}-6`))).fields?.slug).toMatch(
      /^5 former slugs still lead here.*Go back to one of them, or wait until \d+ \w+ \d{4}/,
    )
    expect([await snapshot(acme.id), await companyIdBySlug(`${acme.slug}-6`)]).toEqual([before, undefined])
    await acme.change(`${acme.slug}-2`)
    expect((await acme.former()).map(({ slug }) => slug.replace(acme.slug, '')).sort()).toEqual([
      '',
      '-1',
      '-3',
      '-4',
      '-5',
    ])
    await passes(acme, `${acme.slug}-1`, 90)
    await acme.change(`${acme.slug}-6`)
    const kept = await inCompany(acme.id, ({ tx }) =>
      tx.execute(sql`select 1 from company_slugs where company_id = ${acme.id}`),
    )
    expect(kept.length).toBe(6)
  })

  test('is not made more than 3 times in 24 hours, by going to and fro neither', async () => {
    const acme = await company()
    for (const slug of [`${acme.slug}-new`, acme.slug, `${acme.slug}-new`]) await acme.change(slug)
    const before = await snapshot(acme.id)
    const error = await refusal(acme.change(acme.slug))
    expect([error.code, error.fields?.slug, error.retryAfter! > 86_000]).toEqual([
      'too_often',
      expect.stringContaining('3 times within 24 hours'),
      true,
    ])
    expect(await snapshot(acme.id)).toEqual(before)
  })

  test('is not made of the present one', async () => {
    const acme = await company()
    expect((await refusal(acme.change(acme.slug))).fields?.slug).toMatch(/already/)
    expect(await acme.former()).toEqual([])
  })
})

describe('Creating a company', () => {
  const input = (slug: string) => ({
    name: 'Initech',
    slug,
    administrator: { name: 'Bill', email: 'bill@initech.example', password: 'a pass phrase of Bill' },
  })

  test('makes an administrator who can sign in', async () => {
    const { slug, companyId } = await createCompany(input(`initech-${Date.now().toString(36)}`))
    const session = await executePublic(signIn, request(), {
      company: slug,
      email: 'bill@initech.example',
      password: 'a pass phrase of Bill',
    })
    const { actor } = await execute(viewSettings, { session, slug, request: request() }, {})
    expect([actor.permissions, actor.company.id]).toEqual([['*:*'], companyId])
  })

  test('takes its time zone and language from who makes it, and neither where there is none of that name', async () => {
    const slug = `initech-${crypto.randomUUID().slice(0, 8)}`
    const wrong = { ...input(slug), timeZone: 'Mars/Olympus', language: 'tlh' as 'en' }
    expect(Object.keys((await refusal(createCompany(wrong))).fields ?? {})).toEqual(['language', 'timeZone'])
    const { companyId } = await createCompany({ ...input(slug), timeZone: 'america/sao_paulo', language: 'pt-BR' })
    const [row] = (await snapshot(companyId)).companies as Record<string, unknown>[]
    expect([row?.time_zone, row?.language]).toEqual(['America/Sao_Paulo', 'pt-BR'])
  })

  test('with a taken slug, a reserved one or a weak password says so at the field', async () => {
    const company = await makeCompany()
    expect((await refusal(createCompany(input(company.slug)))).fields).toHaveProperty('slug')
    expect((await refusal(createCompany(input('api')))).fields).toHaveProperty('slug')
    const weak = {
      ...input('weak-company'),
      administrator: { name: 'Bill', email: 'bill@x.example', password: 'short' },
    }
    expect((await refusal(createCompany(weak))).fields).toHaveProperty(['administrator.password'])
    expect(await refusalCode(createCompany(weak))).toBe('invalid_input')
  })
})
