import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { renameCompany } from '@/lib/company/commands'
import { viewSettingsPage, type FormerSlug } from '@/lib/company/queries'
import { paths } from '@/lib/kernel/paths'
import { mayRun } from '@/lib/permissions/may-run'
import { changeInvitationDaysAction, changeSlugAction, renameCompanyAction } from './actions'
import { BrandingCard } from './branding-card'
import { CompanyNameForm } from './company-name-form'
import { InvitationDaysForm } from './invitation-days-form'
import { SettingsTabs } from './settings-tabs'
import { SlugForm } from './slug-form'

export default consolePage(viewSettingsPage, 'settings', ({ actor, data }) => {
  const { company, formerSlugs, formerSlugRules } = data
  const mayChange = mayRun(actor, renameCompany)
  return (
    <Page title="Settings" description={`What ${company.name} is called, and where it is found.`}>
      <SettingsTabs company={company.slug} current="general" />
      {mayChange && (
        <>
          <Card>
            <CardHeader title="Name" description="Shown on every page, to everybody in the company." />
            <div className="max-w-xl">
              <CompanyNameForm action={renameCompanyAction} name={company.name} version={company.version} />
            </div>
          </Card>
          <BrandingCard company={company} />
          <Card>
            <CardHeader
              title="Slug"
              description={
                <>
                  The company&apos;s place in every address, and what people enter to sign in. When it changes,
                  everybody finds the company at the new address; <Code>{paths.dashboard(company.slug)}</Code> keeps
                  forwarding for {formerSlugRules.days} days, and no other company can take it during that time. At most{' '}
                  {formerSlugRules.most} former slugs forward at a time.
                </>
              }
            />
            <div className="max-w-xl">
              {/* A form of its own for each slug: its field begins with the new one after a change. */}
              <SlugForm key={company.slug} action={changeSlugAction} slug={company.slug} version={company.version} />
            </div>
          </Card>
          <Card>
            <CardHeader
              title="Invitations"
              description="How long an invitation can be accepted, where whoever sends it does not say otherwise."
            />
            <div className="max-w-xl">
              <InvitationDaysForm
                action={changeInvitationDaysAction}
                days={company.invitationDays}
                version={company.version}
              />
            </div>
          </Card>
        </>
      )}
      <Card>
        <CardHeader title="About this company" />
        <DescriptionList
          items={[
            ...(mayChange
              ? []
              : [
                  { term: 'Name', detail: company.name },
                  { term: 'Slug', detail: <Code>{company.slug}</Code> },
                  {
                    term: 'Invitations',
                    detail: `Good for ${company.invitationDays === 1 ? '1 day' : `${company.invitationDays} days`}`,
                  },
                ]),
            {
              term: 'Company id',
              detail: (
                <span className="-my-1.5 flex items-center gap-1">
                  <Code>{company.id}</Code>
                  <CopyButton text={company.id} label="Copy the company id" />
                </span>
              ),
            },
            { term: 'Created', detail: <Time at={company.createdAt} show="date" /> },
            { term: 'Former slugs', detail: <FormerSlugs slugs={formerSlugs} /> },
          ]}
        />
      </Card>
    </Page>
  )
})

function FormerSlugs({ slugs }: { slugs: FormerSlug[] }) {
  if (!slugs.length) return <span className="text-muted">None.</span>
  return (
    <>
      <ul className="flex flex-col gap-1">
        {slugs.map(({ slug, freeFrom }) => (
          <li key={slug} className="flex flex-wrap items-baseline gap-x-2">
            <Code>{paths.dashboard(slug)}</Code>
            <span>
              until <Time at={freeFrom} show="datetime" />
            </span>
          </li>
        ))}
      </ul>
      <span className="mt-1 block text-[0.8125rem] text-muted">
        These addresses lead here until then. After that they stop working, and another company may take them.
      </span>
    </>
  )
}
