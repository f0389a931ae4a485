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
          <p className="text-muted">This applies to none of the selected people.</p>
        </Card>
      )}
      {skipped.not_held !== undefined && helpers.length > 0 && (
        <p className="text-muted">
          {countPeople(skipped.not_held)} {skipped.not_held === 1 ? 'is' : 'are'} in groups that grant more than you
          have. {formatList(helpers, 'or')} can help.
        </p>
      )}
      {concerned > 0 && act === 'add' && (
        <Keys
          title="What they gain"
          none="The group grants nothing."
          note="As far as they did not have it."
          keys={keys}
        />
      )}
      {concerned > 0 && act === 'remove' && (
        <Keys
          title="What they lose"
          none="The group grants nothing."
          note="Unless another of their groups grants the same."
          keys={keys}
        />
      )}
      {concerned > 0 && act === 'deactivate' && (
        <Keys
          title="What nobody else has"
          note="They are signed out everywhere at once; their groups are kept for a reactivation. Afterwards only administrators, who have full access, can do this:"
          none="They are signed out everywhere at once; their groups are kept for a reactivation. Somebody else has everything they can do."
          keys={lastHeld}
        />
      )}
      {concerned > 0 && act === 'reactivate' && (
        <Keys
          title="What they can do again"
          note="They sign in with the same password as before, and what their groups grant today comes back:"
          none="They sign in with the same password as before. Their groups grant nothing."
          keys={granted}
        />
      )}
      {concerned > 0 && act === 'resend' && (
        <MailOff>The new links are made but not sent. Copy each from the list of invitations.</MailOff>
      )}
      {concerned > 0 && act === 'resend' && (
        <p className="text-muted">
          Each gets a mail with a new link. The old links stop working, and the days to accept begin anew.
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
            Whoever has <Code>{FULL_ACCESS}</Code> can do everything here, giving it to others included.
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
