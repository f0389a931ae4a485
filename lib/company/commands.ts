import { companiesIn } from '@/db/repositories/companies'
import { versionOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { limitRate } from '@/lib/throttling/rate-limit'
import {
  changeInvitationDaysInput,
  changeSlugInput,
  changeLanguageInput,
  changeTimeZoneInput,
  renameCompanyInput,
  SLUG_CHANGES,
  SLUG_CHANGES_HOURS,
} from './input'
import { changeSlugOutput } from './output'
import './events'

export const renameCompany = command({
  name: 'company.rename',
  permission: 'settings:update',
  explain: 'Change the name of the company.',
  input: renameCompanyInput,
  output: versionOutput,
  http: { method: 'PUT', path: '/company' },
  versioned: ({ version }) => version,
  async run({ scope, actor, record }, { name, version }) {
    const before = await companiesIn(scope).findForUpdate()
    const made = await companiesIn(scope).rename(name, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, { name }))
    record('company.renamed', { from: before.name, to: name }, { target: { type: 'company', id: scope.companyId } })
    return { version: now }
  },
})

export const changeSlug = command({
  name: 'company.changeSlug',
  permission: 'settings:update',
  explain: "Change the company's slug; the old one redirects to it for a while.",
  stepUp: true,
  input: changeSlugInput,
  output: changeSlugOutput,
  internal: 'It belongs to the page of settings.',
  versioned: ({ version }) => version,
  async run({ scope, actor, record }, { slug, version }) {
    const before = await companiesIn(scope).findForUpdate()
    await limitRate(scope, {
      event: 'company.slug_changed',
      most: SLUG_CHANGES,
      hours: SLUG_CHANGES_HOURS,
      sentence: `The slug has been changed ${SLUG_CHANGES} times within ${SLUG_CHANGES_HOURS} hours, which is the limit. Try again later.`,
      field: 'slug',
    })
    const made = await companiesIn(scope).changeSlug(slug, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, { slug }))
    record(
      'company.slug_changed',
      { from: before.slug, to: slug },
      { target: { type: 'company', id: scope.companyId } },
    )
    return { slug, version: now }
  },
})

export const changeInvitationDays = command({
  name: 'company.changeInvitationDays',
  permission: 'settings:update',
  explain: 'Change how long invitations are valid.',
  input: changeInvitationDaysInput,
  output: versionOutput,
  internal: 'It belongs to the page of settings.',
  versioned: ({ version }) => version,
  async run({ scope, actor, record }, { days, version }) {
    const companies = companiesIn(scope)
    const before = await companies.findForUpdate()
    const made = await companies.changeInvitationDays(days, editBy({ actor }, version))
    const present = { days: before.invitationDays }
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(present, { days }))
    record(
      'company.invitation_days_changed',
      { days: { from: before.invitationDays, to: days } },
      { target: { type: 'company', id: scope.companyId } },
    )
    return { version: now }
  },
})

export const changeTimeZone = command({
  name: 'company.changeTimeZone',
  permission: 'settings:update',
  explain: "Change the company's time zone.",
  input: changeTimeZoneInput,
  output: versionOutput,
  internal: 'It belongs to the page of settings.',
  versioned: ({ version }) => version,
  async run({ scope, actor, record }, { timeZone, version }) {
    const before = await companiesIn(scope).findForUpdate()
    const made = await companiesIn(scope).changeTimeZone(timeZone, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, { timeZone }))
    record(
      'company.time_zone_changed',
      { from: before.timeZone, to: timeZone },
      { target: { type: 'company', id: scope.companyId } },
    )
    return { version: now }
  },
})

export const changeLanguage = command({
  name: 'company.changeLanguage',
  permission: 'settings:update',
  explain: "Change the company's language.",
  input: changeLanguageInput,
  output: versionOutput,
  internal: 'It belongs to the page of settings.',
  versioned: ({ version }) => version,
  async run({ scope, actor, record }, { language, version }) {
    const before = await companiesIn(scope).findForUpdate()
    const made = await companiesIn(scope).changeLanguage(language, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, { language }))
    record(
      'company.language_changed',
      { from: before.language, to: language },
      { target: { type: 'company', id: scope.companyId } },
    )
    return { version: now }
  },
})
