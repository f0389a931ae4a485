import { CompanyMark } from '@/components/shell/company-mark'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { logoPath } from '@/lib/kernel/branding-token'
import { changeAccentColorAction, removeLogoAction } from './actions'
import { AccentColorForm, LogoForm } from './branding-forms'

interface BrandingCardProps {
  company: {
    id: string
    slug: string
    name: string
    accentColor: string | null
    logoDigest: string | null
    version: number
  }
}

/** What the company is recognized by, and how that looks on light and on dark. */
export function BrandingCard({ company }: BrandingCardProps) {
  const { name, accentColor, logoDigest } = company
  const logo = logoPath(company)
  return (
    <Card>
      <CardHeader
        title="Branding"
        description="Shown on every page, in emails, and on the sign-in page in browsers that have signed in here before."
      />
      <div className="flex max-w-xl flex-col gap-8">
        <div className="grid gap-3 sm:grid-cols-2" aria-hidden="true">
          {(['light', 'dark'] as const).map(scheme => (
            <div key={scheme} className={`branding-sample ${scheme}`}>
              <CompanyMark name={name} accentColor={accentColor} logo={logo} />
              <span className="min-w-0 truncate font-semibold">{name}</span>
            </div>
          ))}
        </div>
        <AccentColorForm action={changeAccentColorAction} accentColor={accentColor} version={company.version} />
        <LogoForm key={logoDigest} hasLogo={logoDigest !== null} />
        {logoDigest && (
          <div>
            <ConfirmAction
              action={removeLogoAction}
              title="Remove the logo?"
              confirmLabel="Remove logo"
              successMessage="The logo was removed."
              label="Remove logo"
            >
              Pages and emails will show the company name only. You can upload a logo again at any time.
            </ConfirmAction>
          </div>
        )}
      </div>
    </Card>
  )
}
