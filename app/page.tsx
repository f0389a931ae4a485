import { redirect } from 'next/navigation'
import { readSessionCookie } from '@/lib/auth/cookie'
import { rememberedCompany } from '@/lib/auth/remembered-company'
import { paths } from '@/lib/paths'

/** To the company signed in to on this device, else to the door. */
export default async function HomePage() {
  const company = await rememberedCompany()
  redirect(company && (await readSessionCookie()) ? paths.dashboard(company) : paths.login())
}
