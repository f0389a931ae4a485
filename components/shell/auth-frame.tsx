import type { ReactNode } from 'react'
import { CompanyBand, CompanyMark, type CompanyBranding } from './company-mark'
import { Logo } from './logo'
import { ScriptNotice } from './script-notice'

interface AuthFrameProps {
  title: string
  /** Of the company that the page belongs to, where the browser knows it. */
  branding?: CompanyBranding
  description?: ReactNode
  children: ReactNode
  /** Whom the page was drawn for, by the id of the user, where somebody has proved something already. */
  reader?: string
  /** Below the box: another way in. */
  footer?: ReactNode
}

/** The frame of the pages before anybody is signed in as a whole. */
export function AuthFrame({ title, branding, description, reader, children, footer }: AuthFrameProps) {
  return (
    <main
      data-reader={reader}
      className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:pb-[12vh]"
    >
      <div className="mb-6 flex items-center gap-2.5">
        {branding ? <CompanyMark {...branding} /> : <Logo className="size-8" />}
        <span className="min-w-0 text-lg font-semibold tracking-tight wrap-anywhere">
          {branding?.name ?? 'Console'}
        </span>
      </div>
      <div className="relative w-full max-w-sm overflow-clip rounded-2xl border border-line bg-surface p-6 shadow-xs sm:p-7">
        <CompanyBand color={branding?.accentColor ?? null} />
        <h1 className="text-lg font-semibold tracking-tight wrap-anywhere">{title}</h1>
        {description && <div className="mt-1 text-muted wrap-anywhere">{description}</div>}
        <div className="mt-5">
          <ScriptNotice />
          {children}
        </div>
      </div>
      {footer && <div className="mt-5 w-full max-w-sm text-center text-muted">{footer}</div>}
      {branding && <p className="mt-5 text-[0.8125rem] text-muted">Console</p>}
    </main>
  )
}
