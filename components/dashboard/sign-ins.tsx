import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { REFUSED, SIGNED_IN } from '@/lib/dashboard/counted-events'
import { formatNumber } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { readerTimeZone } from '@/lib/kernel/reader'
import { timeZoneName } from '@/lib/kernel/time-zone-name'
import { barsOf, type Counted } from './bars'
import { CountedBars } from './counted-bars'

interface SignInsProps {
  company: string
  days: readonly Counted[]
  addresses?: readonly { address: string; good: number; bad: number }[]
}

/** Who came in and who was refused, by day, and from where. */
export function SignIns({ company, days, addresses = [] }: SignInsProps) {
  return (
    <Card>
      <CardHeader
        title="Sign-ins"
        description={`The last ${days.length} days, in ${timeZoneName(readerTimeZone())}.`}
        actions={
          <ButtonLink size="sm" href={paths.auditLog(company, { kind: 'sign-in' })}>
            See all
          </ButtonLink>
        }
      />
      {days.some(({ up, down }) => up + down > 0) ? (
        <CountedBars
          company={company}
          caption={`Sign-ins that succeeded and were refused, by day, in the last ${days.length} days`}
          unit="Day"
          bars={barsOf(days)}
          up={{ label: 'Succeeded', event: SIGNED_IN }}
          down={{ label: 'Refused', event: REFUSED }}
        />
      ) : (
        <p className="text-muted">Nobody has signed in, and nobody was refused.</p>
      )}
      {addresses.length > 0 && (
        <section className="mt-4 border-t border-line pt-4">
          <h3 className="font-medium">From where</h3>
          <p className="text-[0.8125rem] text-muted">
            Addresses of the latest 200 sign-ins and the latest 200 refusals.
          </p>
          <table className="mt-2 w-full text-[0.8125rem] tabular-nums">
            <thead className="text-muted">
              <tr>
                <th scope="col" className="py-1 text-start font-normal">
                  Address
                </th>
                <th scope="col" className="py-1 text-end font-normal">
                  Succeeded
                </th>
                <th scope="col" className="py-1 text-end font-normal">
                  Refused
                </th>
              </tr>
            </thead>
            <tbody>
              {addresses.map(({ address, good, bad }) => (
                <tr key={address}>
                  <th scope="row" className="py-1 text-start font-mono font-normal wrap-anywhere">
                    {address}
                  </th>
                  <td className="py-1 text-end">{formatNumber(good)}</td>
                  <td className="py-1 text-end">{formatNumber(bad)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  )
}
