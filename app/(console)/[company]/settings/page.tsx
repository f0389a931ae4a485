import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { renameCompany } from '@/lib/company/commands'
import { viewSettingsPage, type FormerSlug } from '@/lib/company/queries'
import { languageName, readLanguage } from '@/lib/kernel/language'
import { paths } from '@/lib/kernel/paths'
import { timeZoneName } from '@/lib/kernel/time-zone-name'
import { mayRun } from '@/lib/permissions/may-run'
import {
  changeInvitationDaysAction,
  changeLanguageAction,
  changeSlugAction,
  changeTimeZoneAction,
  renameCompanyAction,
} from './actions'
import { BrandingCard } from './branding-card'
import { CompanyLanguageForm } from './company-language-form'
import { CompanyNameForm } from './company-name-form'
import { CompanyTimeZoneForm } from './company-time-zone-form'
import { InvitationDaysForm } from './invitation-days-form'
import { SettingsTabs } from './settings-tabs'
import { SlugForm } from './slug-form'

export default consolePage(viewSettingsPage, 'settings', ({ actor, data }) => {
  const { company, formerSlugs, formerSlugRules } = data
  const mayChange = mayRun(actor, renameCompany)
  return (
    <Page title="Settings" description={`The name, address and branding of ${company.name}.`}>
      <SettingsTabs company={company.slug} current="general" />
      {mayChange && (
        <>
          <Card>
            <CardHeader title="Name" description="Shown to everybody in the company." />
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
                  Part of every Console address, and what people enter to sign in. When you change it, the company moves
                  to the new address, and <Code>{paths.dashboard(company.slug)}</Code> redirects there for{' '}
                  {formerSlugRules.days} days. No other company can use the old slug during that time. Up to{' '}
                  {formerSlugRules.most} previous slugs can redirect at the same time.
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
              title="Time zone"
              description="For the last day of two-factor exceptions, and for times in emails to people who have not chosen a time zone in their profile. Pages use it only if neither the person nor their browser has one."
            />
            <div className="max-w-xl">
              <CompanyTimeZoneForm
                action={changeTimeZoneAction}
                timeZone={company.timeZone}
                version={company.version}
              />
            </div>
          </Card>
          <Card>
            <CardHeader
              title="Language of emails"
              description="For invitations, and for emails to people who have not chosen a language in their profile. Pages are in English."
            />
            <div className="max-w-xl">
              <CompanyLanguageForm
                action={changeLanguageAction}
                language={readLanguage(company.language) ?? 'en'}
                version={company.version}
              />
            </div>
          </Card>
          <Card>
            <CardHeader title="Invitations" description="How long invitations are valid by default." />
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
                  { term: 'Time zone', detail: timeZoneName(company.timeZone) },
                  { term: 'Language of emails', detail: languageName(company.language) },
                  {
                    term: 'Invitations',
                    detail: `Valid for ${company.invitationDays === 1 ? '1 day' : `${company.invitationDays} days`}`,
                  },
                ]),
            {
              term: 'Company ID',
              detail: (
                <span className="-my-1.5 flex items-center gap-1">
                  <Code>{company.id}</Code>
                  <CopyButton text={company.id} label="Copy company ID" />
                </span>
              ),
            },
            { term: 'Created', detail: <Time at={company.createdAt} show="date" /> },
            { term: 'Previous slugs', detail: <FormerSlugs slugs={formerSlugs} /> },
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
        These addresses redirect here until then. After that they stop working, and another company can use them.
      </span>
    </>
  )
}
