import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { isCompanySlug } from '@/lib/kernel/slug'
import { NotFound } from './not-found'

interface OtherCompanyProps {
  /** What the browser is signed in to. */
  signedIn: { slug: string; name: string }
  /** As it stands in the address, whether or not there is such a company. */
  asked: string
  /** The page that was asked for. */
  page: string
}

/** In place of a page of another company than the session's: the same for every slug, so that it does not tell which companies there are. */
export function OtherCompany({ signedIn, asked, page }: OtherCompanyProps) {
  return (
    <NotFound href={paths.dashboard(signedIn.slug)} label={`Go to ${signedIn.name}`}>
      <p className="wrap-anywhere">
        You are signed in to {signedIn.name}.{' '}
        <TextLink href={isCompanySlug(asked) ? paths.companyLogin(asked, { callbackUrl: page }) : paths.login()}>
          Sign in to another company
        </TextLink>
      </p>
    </NotFound>
  )
}
