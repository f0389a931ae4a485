import { Alert } from '@/components/ui/alert'

interface HinderedProps {
  title: string
  /** The sentences of lib/permissions/held.ts; those that are undefined stand in the way of nothing. */
  reasons: readonly (string | undefined)[]
}

/** Why acts are not offered here, and whom to ask; nothing where all are. */
export function NotAllowedNote({ title, reasons }: HinderedProps) {
  const told = [...new Set(reasons)].filter(reason => reason !== undefined)
  if (!told.length) return null
  return (
    <Alert tone="neutral" role="note" title={title}>
      {told.map(reason => (
        <p key={reason}>{reason}</p>
      ))}
    </Alert>
  )
}
