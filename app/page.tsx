import { redirect } from 'next/navigation'
import { paths } from '@/lib/kernel/paths'
import { signedInCompanies } from '@/lib/platform/cookies/signed-in-companies'

/** To the company that was signed in to last in this browser, else to the sign-in page. */
export default async function HomePage() {
  const [company] = await signedInCompanies()
  redirect(company ? paths.dashboard(company.slug) : paths.login())
}
