import { redirect } from 'next/navigation'
import { paths } from '@/lib/kernel/paths'
import { rememberedCompanies } from '@/lib/platform/cookies/company-cookie'
import { readSessionCookie } from '@/lib/platform/cookies/session-cookie'

/** To the company signed in to on this device, else to the sign-in page. */
export default async function HomePage() {
  const [company] = await rememberedCompanies()
  redirect(company && (await readSessionCookie()) ? paths.dashboard(company.slug) : paths.login())
}
