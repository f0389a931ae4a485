import { DemoCard } from '@/components/auth/demo-card'
import { AuthFrame } from '@/components/shell/auth-frame'
import { demoSignIn } from '@/lib/kernel/demo'
import { rememberedCompanies } from '@/lib/platform/cookies/company-cookie'
import { signedInCompanies } from '@/lib/platform/cookies/signed-in-companies'
import { chooseCompanyAction, signInAction } from '../actions'
import { CompanyForm } from './company-form'
import { RememberedCompanies } from './remembered-companies'

export const metadata = { title: 'Sign in · Console' }

export default async function LoginPage() {
  const companies = await rememberedCompanies()
  const signedIn = (await signedInCompanies()).map(({ slug }) => slug)
  const demo = demoSignIn('acme-corp')
  return (
    <AuthFrame
      title="Sign in"
      description="Enter your company to continue."
      footer={demo && <DemoCard demo={demo} action={signInAction} />}
    >
      <RememberedCompanies companies={companies} signedIn={signedIn} />
      <CompanyForm action={chooseCompanyAction} company={companies[0]?.slug} />
    </AuthFrame>
  )
}
