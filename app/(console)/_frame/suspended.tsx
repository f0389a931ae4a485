import { signOutAction } from '@/app/actions'
import { PageBody } from '@/components/shell/body'
import { Button } from '@/components/ui/button'
import { lock } from '@/components/ui/icons'

interface SuspendedProps {
  /** The company's name. */
  name: string
  /** What the operator says about it. */
  because: string | null
  /** The slug. */
  company: string
}

/** For the people of a company that the operator has suspended: what it is, that nothing is lost, and a way out. */
export function SuspendedCompany({ name, because, company }: SuspendedProps) {
  return (
    <PageBody
      icon={lock}
      title={`${name} is suspended`}
      actions={
        <form action={signOutAction.bind(null, company)} data-sign-out>
          <Button type="submit" variant="primary">
            Sign out
          </Button>
        </form>
      }
    >
      {because && <p className="text-ink wrap-anywhere">{because}</p>}
      <p>Nothing can be opened or changed until the company is resumed. No data is lost.</p>
      <p>Contact your Console operator.</p>
    </PageBody>
  )
}
