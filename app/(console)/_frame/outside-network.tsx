import { signOutAction } from '@/app/actions'
import { PageBody } from '@/components/shell/body'
import { Code } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { lock } from '@/components/ui/icons'

interface OutsideProps {
  /** The slug. */
  company: string
  /** Where the visitor comes from, to tell whoever can help. */
  ip: string | null
}

/** For who comes from a network that the company does not allow: what it is, and a way out. */
export function OutsideNetwork({ company, ip }: OutsideProps) {
  return (
    <PageBody
      icon={lock}
      title="Access from this network is not allowed"
      actions={
        <form action={signOutAction.bind(null, company)} data-sign-out>
          <Button type="submit" variant="primary">
            Sign out
          </Button>
        </form>
      }
    >
      <p>
        Your company only allows access from certain networks, and you are not on one of them. Your account is fine.
      </p>
      <p>
        Connect to your company&apos;s network or VPN and reload this page. If you need access from here, send an
        administrator your IP address
        {ip ? (
          <>
            : <Code>{ip}</Code>
          </>
        ) : (
          '.'
        )}
      </p>
    </PageBody>
  )
}
