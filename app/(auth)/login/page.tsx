import { AuthFrame } from '@/components/shell/auth-frame'
import { rememberedCompany } from '@/lib/platform/cookies/company-cookie'
import { chooseCompanyAction } from '../actions'
import { CompanyForm } from './company-form'

export const metadata = { title: 'Sign in · Console' }

export default async function LoginPage() {
  return (
    <AuthFrame title="Sign in" description="Which company do you belong to?">
      <CompanyForm action={chooseCompanyAction} company={await rememberedCompany()} />
    </AuthFrame>
  )
}
