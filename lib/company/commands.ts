import { companiesIn } from '@/db/repositories/companies'
import { noOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { limitRate } from '@/lib/throttling/rate-limit'
import {
  changeInvitationDaysInput,
  changeSlugInput,
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
  output: noOutput,
  http: { method: 'PUT', path: '/company' },
  async run({ scope, actor, record }, { name }) {
    await companiesIn(scope).rename(name)
    record(
      'company.renamed',
      { from: actor.company.name, to: name },
      { target: { type: 'company', id: scope.companyId } },
    )
  },
})

export const changeSlug = command({
  name: 'company.changeSlug',
  permission: 'settings:update',
  explain: "Change the company's slug; the old one keeps forwarding for a while.",
  stepUp: true,
  input: changeSlugInput,
  output: changeSlugOutput,
  internal: 'It belongs to the page of settings.',
  async run({ scope, record }, { slug }) {
    const from = await companiesIn(scope).lockSlug()
    await limitRate(scope, {
      event: 'company.slug_changed',
      most: SLUG_CHANGES,
      hours: SLUG_CHANGES_HOURS,
      sentence: `The slug has been changed ${SLUG_CHANGES} times within ${SLUG_CHANGES_HOURS} hours, which is the limit. Try again later.`,
      field: 'slug',
    })
    await companiesIn(scope).changeSlug(slug)
    record('company.slug_changed', { from, to: slug }, { target: { type: 'company', id: scope.companyId } })
    return { slug }
  },
})

export const changeInvitationDays = command({
  name: 'company.changeInvitationDays',
  permission: 'settings:update',
  explain: 'Change how long invitations are good.',
  input: changeInvitationDaysInput,
  output: noOutput,
  internal: 'It belongs to the page of settings.',
  async run({ scope, record }, { days }) {
    const companies = companiesIn(scope)
    const from = (await companies.invitationDays())[0]!.days
    await companies.changeInvitationDays(days)
    record(
      'company.invitation_days_changed',
      { days: { from, to: days } },
      { target: { type: 'company', id: scope.companyId } },
    )
  },
})
