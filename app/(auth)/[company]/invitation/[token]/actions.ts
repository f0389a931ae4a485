'use server'

import { signOut } from '@/lib/auth/commands'
import { forgetSession, readSessionCookie } from '@/lib/auth/cookie'
import { keepSession } from '@/lib/auth/keep-session'
import { rememberCompany } from '@/lib/auth/remembered-company'
import { whoIsSignedIn } from '@/lib/auth/who'
import { AppError, type ActionResult } from '@/lib/errors'
import * as invitations from '@/lib/invitations/commands'
import { acceptInvitationInput } from '@/lib/invitations/input'
import { asResult, publicAction } from '@/lib/operation/action'
import { parseInput } from '@/lib/operation/input'
import { demandOwnOrigin } from '@/lib/operation/origin'
import { requestFacts } from '@/lib/operation/request'
import { execute, executePublic } from '@/lib/operation/run'
import { paths } from '@/lib/paths'

/** Ends in the dashboard, signed in as the person who was invited. */
export const acceptInvitation = publicAction(async ({ company, fields, request }) => {
  const accepted = parseInput(acceptInvitationInput, { ...fields, company })
  const present = await whoIsSignedIn()
  if (present) {
    throw new AppError(
      'conflict',
      `You are signed in as ${present.name} at ${present.company.name} meanwhile, so nothing was accepted. Reload the page and sign out first.`,
    )
  }
  await keepSession(await executePublic(invitations.acceptInvitation, request, accepted))
  await rememberCompany(accepted.company)
  return { to: paths.dashboard(accepted.company) }
})

/** Signs out whoever is signed in, whatever their company, and stays on the page. */
export const signOutHere = async (): Promise<ActionResult> =>
  asResult(async () => {
    await demandOwnOrigin()
    await execute(signOut, { session: await readSessionCookie(), request: await requestFacts() }, {})
    await forgetSession()
  })
