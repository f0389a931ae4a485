'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { env } from '@/lib/kernel/env'
import { paths } from '@/lib/kernel/paths'
import { action, asResult } from '@/lib/operation/action'
import { requireOwnOrigin } from '@/lib/operation/own-origin'
import * as sessions from '@/lib/sessions/commands'
import { forgetSession } from '@/lib/sessions/keep-session'
import { chooseCompanyInput } from '@/lib/sign-in/input'
import { THEME_COOKIE } from './theme'

const YEAR_SECONDS = 31_536_000

/** A preference of this device, so nothing that an operation or the audit log would know. */
export async function chooseThemeAction(form: FormData): Promise<void> {
  await asResult(async () => {
    await requireOwnOrigin()
    const theme = form instanceof FormData ? form.get('theme') : undefined
    const jar = await cookies()
    if (theme !== 'light' && theme !== 'dark') return void jar.delete(THEME_COOKIE)
    jar.set(THEME_COOKIE, theme, {
      maxAge: YEAR_SECONDS,
      httpOnly: true,
      sameSite: 'lax',
      secure: env().APP_URL.startsWith('https:'),
    })
  })
}

const endSession = action(sessions.signOut)

/** Ends the session and removes the cookie; a page of another company than the session's ends nothing. */
export async function signOutAction(company: string): Promise<void> {
  const result = await endSession(company, {})
  if (!result.ok && result.error.code === 'other_company') redirect(paths.home())
  // No page of ours sends it, so nobody waits for a page in answer: the status says it.
  if (!result.ok && result.error.code === 'untrusted_origin') return
  if (!result.ok && result.error.code !== 'unauthenticated') throw new Error(result.error.message)
  // What is no text is no slug either: it came from no page of ours.
  await forgetSession(typeof company === 'string' ? company : '')
  // The slug is the caller's word: what is none must not become the beginning of another address.
  const chosen = chooseCompanyInput.safeParse({ company })
  redirect(chosen.success ? paths.companyLogin(chosen.data.company, { notice: 'signed-out' }) : paths.login())
}
