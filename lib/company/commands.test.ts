import { describe, expect, test } from 'vitest'
import { makeCompany } from '@/db/factories'
import { companyIdBySlug } from '@/db/scope'
import { execute, executePublic, OtherCompanyError } from '../operation/run'
import { signIn } from '../auth/commands'
import { snapshot } from '../testing/snapshot'
import { refusal, refusalCode, request, signedIn } from '../testing/run-as'
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
    expect((moved as OtherCompanyError).currentSlug).toBe(slug)
    const settings = await execute(viewSettings, { ...ada.caller, slug }, {})
    expect(settings.data.company).toMatchObject({ slug, formerSlugs: [company.slug] })
    await executePublic(signIn, request(), { company: company.slug, email: user.email, password: 'a pass phrase of Ada' })
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

describe('Changing the slug again and again', () => {
  test('ends before a company has all the good ones, and former ones stay to go back to', async () => {
    const company = await makeCompany()
    const { caller } = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const change = (slug: string) => execute(changeSlug, { ...caller, slug: undefined }, { slug })
    for (let n = 1; n < 20; n++) await change(`${company.slug}-${n}`)
    const error = await refusal(change(`${company.slug}-20`))
    expect([error.status, error.fields?.slug]).toEqual([422, expect.stringContaining('20 slugs')])
    expect(await companyIdBySlug(`${company.slug}-20`)).toBeUndefined()
    await change(`${company.slug}-7`)
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
    const session = await executePublic(signIn, request(), { company: slug, email: 'bill@initech.example', password: 'a pass phrase of Bill' })
    const { actor } = await execute(viewSettings, { session, slug, request: request() }, {})
    expect([actor.permissions, actor.company.id]).toEqual([['*:*'], companyId])
  })

  test('with a taken slug, a reserved one or a weak password says so at the field', async () => {
    const company = await makeCompany()
    expect((await refusal(createCompany(input(company.slug)))).fields).toHaveProperty('slug')
    expect((await refusal(createCompany(input('api')))).fields).toHaveProperty('slug')
    const weak = { ...input('weak-company'), administrator: { name: 'Bill', email: 'bill@x.example', password: 'short' } }
    expect((await refusal(createCompany(weak))).fields).toHaveProperty(['administrator.password'])
    expect(await refusalCode(createCompany(weak))).toBe('invalid_input')
  })
})
