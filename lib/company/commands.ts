import { auditEventsIn } from '@/db/repositories/audit-events'
import { companiesIn } from '@/db/repositories/companies'
import type { CompanyScope } from '@/db/scope'
import { AppError } from '../errors'
import { command } from '../operation/define'
import { changeInvitationDaysInput, changeSlugInput, renameCompanyInput, SLUG_CHANGES, SLUG_CHANGES_HOURS } from './input'

export const renameCompany = command({
  name: 'company.rename',
  permission: 'settings:update',
  explain: 'Change the name of the company.',
  input: renameCompanyInput,
  async run({ scope, actor, record }, { name }) {
    await companiesIn(scope).rename(name)
    record('company.renamed', { from: actor.company.name, to: name }, { target: { type: 'company', id: scope.companyId } })
  },
})

export const changeSlug = command({
  name: 'company.changeSlug',
  permission: 'settings:update',
  explain: "Change the company's slug; the old one keeps forwarding for a while.",
  stepUp: true,
  input: changeSlugInput,
  async run({ scope, record }, { slug }) {
    const from = await companiesIn(scope).lockSlug()
    await mustBeRare(scope)
    await companiesIn(scope).changeSlug(slug)
    record('company.slug_changed', { from, to: slug }, { target: { type: 'company', id: scope.companyId } })
    return { slug }
  },
})

/** Counted in the audit log, where every change is; whoever counts holds the lock of the slug. @throws AppError `too_often` */
async function mustBeRare(scope: CompanyScope): Promise<void> {
  const windowMs = SLUG_CHANGES_HOURS * 3_600_000
  const from = new Date(Date.now() - windowMs)
  const changes = await auditEventsIn(scope).list({ events: ['company.slug_changed'], from }, SLUG_CHANGES)
  const earliest = changes[SLUG_CHANGES - 1]
  if (!earliest) return
  const sentence = `The slug was changed ${SLUG_CHANGES} times within ${SLUG_CHANGES_HOURS} hours, which is the most. Try again later.`
  const retryAfter = Math.max(1, Math.ceil((earliest.at.getTime() + windowMs - Date.now()) / 1000))
  throw new AppError('too_often', sentence, { fields: { slug: sentence }, retryAfter })
}

export const changeInvitationDays = command({
  name: 'company.changeInvitationDays',
  permission: 'settings:update',
  explain: 'Change how long invitations are good.',
  input: changeInvitationDaysInput,
  async run({ scope, record }, { days }) {
    const companies = companiesIn(scope)
    const from = (await companies.invitationDays())[0]!.days
    await companies.changeInvitationDays(days)
    record('company.invitation_days_changed', { days: { from, to: days } }, { target: { type: 'company', id: scope.companyId } })
  },
})
