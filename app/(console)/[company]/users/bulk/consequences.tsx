import { MailOff } from '@/components/shell/mail-off'
import { Alert } from '@/components/ui/alert'
import { Code } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import type { previewBulkPage } from '@/lib/bulk/queries'
import { countPeople, formatList } from '@/lib/kernel/format'
import { FULL_ACCESS } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'

type Preview = OutputOf<typeof previewBulkPage>

/** More would be a wall; the group's own page has all of them. */
const SHOWN_KEYS = 20

/** What an act would do, beside the people whom it concerns. */
export function Consequences({ preview }: { preview: Preview }) {
  const { act, concerned, skipped, helpers, keys, lastHeld, granted = [] } = preview
  return (
    <>
      {concerned === 0 && (
        <Card>
          <CardHeader title="Nothing to do" />
          <p className="text-muted">This action does not apply to any of the selected people.</p>
        </Card>
      )}
      {skipped.not_held !== undefined && helpers.length > 0 && (
        <p className="text-muted">
          {countPeople(skipped.not_held)} {skipped.not_held === 1 ? 'is' : 'are'} in groups that grant permissions you
          do not have. {formatList(helpers, 'or')} can help.
        </p>
      )}
      {concerned > 0 && act === 'add' && (
        <Keys
          title="Permissions they gain"
          none="The group grants no permissions."
          note="Unless they already have them."
          keys={keys}
        />
      )}
      {concerned > 0 && act === 'remove' && (
        <Keys
          title="Permissions they lose"
          none="The group grants no permissions."
          note="Unless another of their groups grants them."
          keys={keys}
        />
      )}
      {concerned > 0 && act === 'deactivate' && (
        <Keys
          title="Permissions nobody else has"
          note="They are signed out everywhere immediately. Their groups are kept in case of reactivation. After this, only administrators with full access have these permissions:"
          none="They are signed out everywhere immediately. Their groups are kept in case of reactivation. Other people have all of their permissions."
          keys={lastHeld}
        />
      )}
      {concerned > 0 && act === 'reactivate' && (
        <Keys
          title="Permissions they get back"
          note="They sign in with the same password as before and get the permissions their groups grant today:"
          none="They sign in with the same password as before. Their groups grant no permissions."
          keys={granted}
        />
      )}
      {concerned > 0 && act === 'resend' && (
        <MailOff>The new links are created but not emailed. Copy each link from the list of invitations.</MailOff>
      )}
      {concerned > 0 && act === 'resend' && (
        <p className="text-muted">
          Each person gets an email with a new link. The old links stop working, and the time to accept starts again.
        </p>
      )}
    </>
  )
}

function Keys({ title, note, none, keys }: { title: string; note: string; none: string; keys: string[] }) {
  return (
    <Card>
      <CardHeader title={title} description={keys.length ? note : none} />
      {keys.includes(FULL_ACCESS) && (
        <div className="mb-3">
          <Alert tone="warn" title="Full access">
            People with <Code>{FULL_ACCESS}</Code> can do everything here, including granting it to others.
          </Alert>
        </div>
      )}
      {keys.length > 0 && (
        <p className="flex flex-wrap gap-1.5">
          {keys.slice(0, SHOWN_KEYS).map(key => (
            <Code key={key}>{key}</Code>
          ))}
          {keys.length > SHOWN_KEYS && <span className="text-muted">and {keys.length - SHOWN_KEYS} more</span>}
        </p>
      )}
    </Card>
  )
}
