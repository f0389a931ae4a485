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
        <Alert tone="warn" title="Email is not being sent">
          The oldest was queued <Time at={waiting.createdAt} />. Ask your Console operator to check that a worker is
          running (<code className="font-mono text-[0.8125rem]">npm run worker</code>, or a server without
          RUN_JOBS=false). Nothing has been lost.
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
            Console retries each email for up to 24 hours, with increasing pauses.
            {delayed.nextAttemptAt && delayed.nextAttemptAt.getTime() > Date.now() && (
              <>
                {' '}
                The next attempt is due <Time at={delayed.nextAttemptAt} />.
              </>
            )}
          </p>
        </Alert>
      )}
    </>
  )
}
