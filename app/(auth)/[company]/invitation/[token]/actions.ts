'use server'
import * as invitations from '@/lib/invitations/commands'
import { AppError, type ActionResult } from '@/lib/kernel/errors'
import { paths } from '@/lib/kernel/paths'
import { asResult, publicAction } from '@/lib/operation/action'
import { requireOwnOrigin } from '@/lib/operation/own-origin'
import { requestFacts } from '@/lib/operation/request-facts'
import { execute } from '@/lib/operation/run'
import { clearSessionCookie, readSessionCookie } from '@/lib/platform/cookies/session-cookie'
import { signOut } from '@/lib/sessions/commands'
import { currentActor } from '@/lib/sessions/current-actor'
import { keepSession } from '@/lib/sessions/keep-session'

/** Ends in the dashboard, signed in as the person who was invited. */
export const acceptInvitationAction = publicAction(invitations.acceptInvitation, {
  before: async () => {
    const present = await currentActor()
    if (present) {
      throw new AppError(
        'conflict',
        `You are signed in as ${present.name} at ${present.company.name} meanwhile, so nothing was accepted. Reload the page and sign out first.`,
      )
    }
    return {}
  },
  finish: async (begun, { input: { company } }) => {
    await keepSession(begun)
    return { to: paths.dashboard(company) }
  },
})

/** Signs out whoever is signed in, whatever their company, and stays on the page. */
export const signOutHereAction = async (): Promise<ActionResult> =>
  asResult(async () => {
    await requireOwnOrigin()
    await execute(signOut, { session: await readSessionCookie(), request: await requestFacts() }, {})
    await clearSessionCookie()
  })
