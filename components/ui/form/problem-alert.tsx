import type { ErrorBody } from '@/lib/errors'
import { Alert } from '../alert'

/** What the server said, and the id under which its log says more. */
export function ProblemAlert({ problem, also = [] }: { problem: ErrorBody; also?: string[] }) {
  return (
    <Alert tone="bad" role="alert" title={problem.message}>
      {also.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {problem.requestId && (
        <p className="mt-1 font-mono text-xs text-muted">
          {problem.code} · request {problem.requestId}
        </p>
      )}
    </Alert>
  )
}
