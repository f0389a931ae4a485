import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import type { ErrorBody } from '@/lib/kernel/errors'

/** Codes of what went wrong on the server's side. Everything else is explained by its sentence. */
const ours = new Set<ErrorBody['code']>(['internal', 'unavailable', 'outcome_unknown', 'busy'])

/** What the server said and, where that was its fault, the id under which its log says more. */
export function ProblemAlert({ problem, also = [] }: { problem: ErrorBody; also?: string[] }) {
  return (
    <Alert tone="bad" role="alert" title={problem.message}>
      {also.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {problem.code === 'other_user' && (
        <div className="mt-3">
          <Button size="sm" onClick={() => location.reload()}>
            Reload the page
          </Button>
        </div>
      )}
      {problem.requestId && ours.has(problem.code) && (
        <p className="mt-1 font-mono text-xs text-muted">
          {problem.code} · request {problem.requestId}
        </p>
      )}
    </Alert>
  )
}
