import { Card, CardHeader } from '@/components/ui/card'
import { ActionButton } from '@/components/ui/form/action-button'
import type { Action } from '@/components/ui/form/run-action'
import { Icon } from '@/components/ui/icon'
import { chevronRight, circleCheck } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import type { FirstStep } from './steps'

type ShowAction = Action<unknown, { shown: boolean }>

/** What is done first and how far it is, until all is done or its reader puts it away. */
export function FirstSteps({ steps, action }: { steps: readonly FirstStep[]; action: ShowAction }) {
  const done = steps.filter(step => step.done).length
  return (
    <Card flush>
      <CardHeader
        flush
        title="First steps"
        description={`${done} of ${steps.length} done`}
        actions={
          <ActionButton size="sm" variant="ghost" action={action} input={{ shown: false }} label="Hide the first steps">
            Hide
          </ActionButton>
        }
      />
      <ol className="grid sm:grid-cols-2 xl:grid-cols-3">
        {steps.map(step => (
          <li key={step.title}>{step.done ? <Done {...step} /> : <ToDo {...step} />}</li>
        ))}
      </ol>
    </Card>
  )
}

/** At the foot of the dashboard of who has put them away. */
export const ShowFirstSteps = ({ action }: { action: ShowAction }) => (
  <div>
    <ActionButton size="sm" variant="ghost" action={action} input={{ shown: true }}>
      Show first steps
    </ActionButton>
  </div>
)

const Done = ({ title }: FirstStep) => (
  <p className="flex gap-3 px-4 py-3 text-muted sm:px-5">
    <Icon of={circleCheck} className="mt-0.5 size-4 text-good" />
    <span>
      {title} <span className="sr-only">(done)</span>
    </span>
  </p>
)

const ToDo = ({ title, note, href }: FirstStep) => (
  <Link href={href} className="flex gap-3 px-4 py-3 -outline-offset-2! hover:bg-sunken/50 sm:px-5">
    <span className="mt-0.5 size-4 shrink-0 rounded-full border-2 border-control" aria-hidden="true" />
    <span className="min-w-0 flex-1">
      <span className="block font-medium">{title}</span>
      <span className="block text-muted">{note}</span>
    </span>
    <Icon of={chevronRight} className="mt-0.5 size-4 text-muted" />
  </Link>
)
