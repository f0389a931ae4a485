import type { ReactNode } from 'react'
import { Logo } from './logo'
import { ScriptNotice } from './script-notice'

interface AuthFrameProps {
  title: string
  description?: ReactNode
  children: ReactNode
  /** Below the box: another way in. */
  footer?: ReactNode
}

/** The frame of the pages before anybody is signed in. */
export function AuthFrame({ title, description, children, footer }: AuthFrameProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:pb-[12vh]">
      <div className="mb-6 flex items-center gap-2.5">
        <Logo className="size-8" />
        <span className="text-lg font-semibold tracking-tight">Console</span>
      </div>
      <div className="w-full max-w-sm rounded-2xl border border-line bg-surface p-6 shadow-xs sm:p-7">
        <h1 className="text-lg font-semibold tracking-tight wrap-anywhere">{title}</h1>
        {description && <div className="mt-1 text-muted wrap-anywhere">{description}</div>}
        <div className="mt-5">
          <ScriptNotice />
          {children}
        </div>
      </div>
      {footer && <div className="mt-5 w-full max-w-sm text-center text-muted">{footer}</div>}
    </main>
  )
}
