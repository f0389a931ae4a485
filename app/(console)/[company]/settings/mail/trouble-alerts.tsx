import { MailStatusText } from '@/components/mail/mail-state'
import { Alert } from '@/components/ui/alert'
import { Time } from '@/components/ui/time'

/** Long enough for whoever takes it. */
const GRACE_MS = 60_000

interface TroubleAlertsProps {
  /** The mail that has waited longest for its first try. */
  waiting?: { createdAt: Date }
  /** Whether mail leaves, or is being sent. */
  moving: boolean
  delayed?: { id: string; lastError: string | null; nextAttemptAt: Date | null }
  /** How many are delayed. */
  count: number
}

export function TroubleAlerts({ waiting, moving, delayed, count }: TroubleAlertsProps) {
  const stuck = waiting && !moving && Date.now() - waiting.createdAt.getTime() > GRACE_MS
  return (
    <>
      {stuck && (
        <Alert tone="warn" title="Mail waits, and nobody takes it up">
          The oldest was queued <Time at={waiting.createdAt} />. Whoever runs this installation should see whether a
          worker runs (<code className="font-mono text-[0.8125rem]">npm run worker</code>, or a server without
          RUN_JOBS=false). Nothing is lost meanwhile.
        </Alert>
      )}
      {delayed && (
        <Alert tone="warn" title={count > 1 ? `${count} emails are delayed` : 'An email is delayed'}>
          {delayed.lastError && (
            <p className="wrap-anywhere">
              <MailStatusText words={delayed.lastError} mailId={delayed.id} />
            </p>
          )}
          <p>
            Each is tried again with growing pauses for 24 hours.
            {delayed.nextAttemptAt && delayed.nextAttemptAt.getTime() > Date.now() && (
              <>
                {' '}
                The next try is due <Time at={delayed.nextAttemptAt} />.
              </>
            )}
          </p>
        </Alert>
      )}
    </>
  )
}
