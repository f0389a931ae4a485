import { Button } from '@/components/ui/button'
import { x } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import type { RememberedCompany } from '@/lib/platform/cookies/company-cookie'
import { forgetCompanyAction } from './actions'

interface RememberedCompaniesProps {
  companies: RememberedCompany[]
  /** The slugs of those that the browser holds a session of. */
  signedIn: string[]
}

/** Companies that somebody signed in to in this browser, as it knows them: links and plain forms, which need no script. */
export function RememberedCompanies({ companies, signedIn }: RememberedCompaniesProps) {
  if (!companies.length) return null
  return (
    <section aria-labelledby="remembered" className="mb-6">
      <h2 id="remembered" className="mb-1.5 font-medium">
        Recently used in this browser
      </h2>
      <ul className="flex flex-col gap-2">
        {companies.map(({ slug, name }) => (
          <li key={slug} className="flex items-center gap-1">
            <Link
              href={signedIn.includes(slug) ? paths.dashboard(slug) : paths.companyLogin(slug)}
              className="button h-auto min-w-0 flex-1 justify-start py-1.5 text-start"
            >
              <span className="min-w-0">
                <span className="block wrap-anywhere">{name}</span>
                {name !== slug && (
                  <span className="block text-[0.8125rem] font-normal text-muted wrap-anywhere">{slug}</span>
                )}
              </span>
              {signedIn.includes(slug) && (
                <span className="ms-auto text-[0.8125rem] font-normal text-muted">Signed in</span>
              )}
            </Link>
            {!signedIn.includes(slug) && (
              <form action={forgetCompanyAction.bind(null, slug)}>
                {/* Not by a label: programs find the field for the company by what its label says. */}
                <Button type="submit" variant="ghost" size="sm" icon={x}>
                  <span className="sr-only">Forget {name}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
