import { Card, CardHeader } from '@/components/ui/card'
import { TextLink } from '@/components/ui/link'

/** Whom to ask for access: people who can change everybody's. */
export function WhoCanHelp({ people }: { people: readonly { name: string; email: string }[] }) {
  return (
    <Card>
      <CardHeader title="Who can help" description="They can change group members and permissions." />
      {people.length ? (
        <ul className="grid gap-3">
          {people.map(({ name, email }) => (
            <li key={email} className="min-w-0 wrap-anywhere">
              <p className="font-medium">{name}</p>
              <TextLink href={`mailto:${email}`}>{email}</TextLink>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">Nobody at the moment. Ask your Console operator.</p>
      )}
    </Card>
  )
}
