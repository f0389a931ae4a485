import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { Code } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { DescriptionList } from '@/components/ui/description-list'
import { PrintButton } from '@/components/ui/print-button'
import { Time } from '@/components/ui/time'
import { paths } from '@/lib/kernel/paths'
import { viewReceipt } from '@/lib/users/offboarding-queries'
import { effectOf, endedWords, reasonOf, receiptText, type Receipt } from '@/lib/users/receipt'

const SOMEBODY = 'A deleted user'

export default consolePage(viewReceipt, 'users', ({ actor, company, data: { userId, receipt, status } }) => {
  const name = receipt.person ?? SOMEBODY
  return (
    <Page
      title={`Offboarding receipt of ${receipt.person ?? 'a deleted user'}`}
      description={`What ended when ${name} was deactivated at ${actor.company.name}.`}
      breadcrumbs={[
        { label: 'Users', href: paths.users(company) },
        ...(status ? [{ label: name, href: paths.user(company, userId) }] : []),
      ]}
      actions={
        <>
          <CopyButton text={receiptText(receipt, actor.company.name)} label="Copy receipt" />
          <PrintButton />
        </>
      }
    >
      {status === 'active' && (
        <Alert title={`${name} has been reactivated`}>
          This receipt is about the last deactivation. It does not show current access.
        </Alert>
      )}
      <Card className="max-w-3xl">
        <CardHeader title="What ended" />
        <DescriptionList
          items={[
            ...facts(receipt),
            { term: 'Reason', detail: <span className="whitespace-pre-line">{reasonOf(receipt)}</span> },
          ]}
        />
      </Card>
      <Card className="max-w-3xl">
        <CardHeader
          title="Permissions nobody else had"
          description="No other active person had these permissions, directly or through a wildcard for the resource. Administrators with full access can still do this."
        />
        <Keys keys={receipt.lastHeld} />
      </Card>
    </Page>
  )
})

const facts = (receipt: Receipt) => {
  const { person, email, by, at, invitationsCancelled } = receipt
  return [
    { term: 'Person', detail: person ?? SOMEBODY },
    ...(email ? [{ term: 'Email', detail: email }] : []),
    { term: 'Deactivated', detail: <Time at={at} show="exact" /> },
    { term: 'By', detail: by ?? SOMEBODY },
    { term: 'Ended', detail: endedWords(receipt) },
    {
      term: 'Invitations they sent',
      detail:
        invitationsCancelled === undefined
          ? 'Not cancelled'
          : `${invitationsCancelled.toLocaleString('en-GB')} cancelled`,
    },
    { term: 'Took', detail: effectOf(receipt) },
  ]
}

function Keys({ keys }: { keys: string[] }) {
  if (!keys.length) return <p className="text-muted">None. Other people have all of their permissions.</p>
  return (
    <p className="flex flex-wrap gap-1.5">
      {keys.map(key => (
        <Code key={key}>{key}</Code>
      ))}
    </p>
  )
}
