import { AuthFrame } from './auth-frame'

interface SuspendedDoorProps {
  /** The company's name. */
  name: string
  /** What the operator says about it. */
  because: string | null
}

/** For who opens a good link of a company that the operator has suspended. */
export function SuspendedSignIn({ name, because }: SuspendedDoorProps) {
  return (
    <AuthFrame title={`${name} is suspended`}>
      <div className="flex flex-col gap-3 text-muted">
        {because && <p className="text-ink wrap-anywhere">{because}</p>}
        <p>This link cannot be used until the company is resumed. It will still work then.</p>
        <p>Contact your Console operator.</p>
      </div>
    </AuthFrame>
  )
}
