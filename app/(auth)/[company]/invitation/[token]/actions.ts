'use server'
import * as invitations from '@/lib/invitations/commands'
import { AppError } from '@/lib/kernel/errors'
import { paths } from '@/lib/kernel/paths'
import { action, publicAction } from '@/lib/operation/action'
import { signOut } from '@/lib/sessions/commands'
import { currentActor } from '@/lib/sessions/current-actor'
import { forgetSession, keepSession } from '@/lib/sessions/keep-session'

/** Ends in the dashboard, signed in as the person who was invited. */
export const acceptInvitationAction = publicAction(invitations.acceptInvitation, {
  before: async company => {
    const present = await currentActor(company)
    if (present) {
      throw new AppError(
        'conflict',
        `You are now signed in as ${present.name} at ${present.company.name}, so the invitation was not accepted. Reload the page and sign out first.`,
      )
    }
    return {}
  },
  finish: async (begun, { input: { company } }) => {
    await keepSession(begun)
    return { to: paths.dashboard(company) }
  },
})

/** Signs out whoever is signed in at the company, and stays on the page. */
export const signOutHereAction = action(signOut, (_, company) => forgetSession(company))
