import { companiesIn } from '@/db/repositories/companies'
import { command } from '../operation/define'
import { changeSlugInput, renameCompanyInput } from './input'

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
  explain: "Change the company's slug; the old one keeps forwarding.",
  stepUp: true,
  input: changeSlugInput,
  async run({ scope, actor, record }, { slug }) {
    await companiesIn(scope).changeSlug(slug)
    record('company.slug_changed', { from: actor.company.slug, to: slug }, { target: { type: 'company', id: scope.companyId } })
    return { slug }
  },
})
