import { PageBody } from '@/components/shell/body'
import { Code } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { lock } from '@/components/ui/icons'
import { paths } from '@/lib/kernel/paths'

interface RefusedProps {
  permission: string
  /** Groups that grant it. */
  groups: string[]
  /** People who can change groups. */
  helpers: string[]
  /** The slug. */
  company: string
}

/** A refusal that helps: what is missing, who grants it, whom to ask. */
export function RefusedPage({ permission, groups, helpers, company }: RefusedProps) {
  return (
    <PageBody
      icon={lock}
      title="You do not have access to this page"
      actions={
        <>
          <ButtonLink variant="primary" href={paths.dashboard(company)}>
            Back to the dashboard
          </ButtonLink>
          <ButtonLink href={paths.access(company)}>See my access</ButtonLink>
        </>
      }
    >
      <p>
        You need the permission <Code>{permission}</Code>, which none of your groups grants.
      </p>
      <dl className="divide-y divide-line rounded-xl border border-line bg-surface px-4">
        <Names term="Groups that grant it" names={groups} none="No group grants it." />
        <Names term="People who can help" names={helpers} none="Nobody at the moment. Ask your Console operator." />
      </dl>
    </PageBody>
  )
}

function Names({ term, names, none }: { term: string; names: string[]; none: string }) {
  return (
    <div className="py-3">
      <dt className="text-[0.8125rem]">{term}</dt>
      {names.length === 0 && <dd className="text-ink">{none}</dd>}
      {names.map(name => (
        <dd key={name} className="font-medium text-ink wrap-anywhere">
          {name}
        </dd>
      ))}
    </div>
  )
}
