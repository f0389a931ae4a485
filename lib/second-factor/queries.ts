import { z } from 'zod'
import { jsonList, batch } from '@/db/json'
import { credentialsIn } from '@/db/repositories/credentials'
import { factorsIn } from '@/db/repositories/factors'
import { requireSession } from '@/lib/operation/actor'
import { query } from '@/lib/operation/define'
import { sessionRequirement, secondFactorDeadline } from '@/lib/operation/session-requirements'
import { viewSecondFactorOutput, viewStepUpMethodsOutput } from './output'
import { passkeyObstacle } from './passkey-support'
import { mayTrustDevices } from './session'
import './events'

const OWN = 'Everybody may see what is asked of them when they sign in.'

export const viewSecondFactor = query({
  name: 'secondFactor.view',
  permission: null,
  because: OWN,
  explain: 'See your own two-factor authentication.',
  // Also while a password has expired: the recovery codes of who has just enrolled must not be taken from under their eyes.
  allowedWhile: ['second_factor', 'enrol', 'change_password'],
  output: viewSecondFactorOutput,
  internal: 'It draws a page.',
  input: z.object({}),
  async run({ scope, actor, record, request }) {
    const { assurance } = requireSession(actor)
    const { found } = await batch(scope.tx, {
      found: jsonList(factorsIn(scope).overview(actor.userId)),
    })
    record('second_factor.viewed', {}, { target: { type: 'user', id: actor.userId } })
    return {
      demand: sessionRequirement(actor.security, assurance, request.ip),
      /** Since when, or from when on, a second factor is insisted on; null: it is not. */
      deadline: secondFactorDeadline(actor.security, assurance),
      ...found[0]!,
      passkeyObstacle: passkeyObstacle(),
      mayTrustDevice: mayTrustDevices({ security: actor.security, assurance }),
    }
  },
})

/** Which proofs of who they are somebody can be asked for: of the second factor where they have one, else the password. */
export const viewStepUpMethods = query({
  name: 'secondFactor.viewStepUpMethods',
  permission: null,
  because: OWN,
  explain: 'See how you can confirm your identity.',
  allowedWhile: ['enrol'],
  input: z.object({}),
  output: viewStepUpMethodsOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }) {
    const { factors, passwords } = await batch(scope.tx, {
      factors: jsonList(factorsIn(scope).overview(actor.userId)),
      passwords: jsonList(credentialsIn(scope).hasPassword(actor.userId)),
    })
    record('step_up_methods.viewed', {}, { target: { type: 'user', id: actor.userId } })
    const { appSince, passkeys } = factors[0]!
    const app = appSince !== null
    const code = app || passkeys > 0
    return { code, app, passkey: passkeys > 0 && !passkeyObstacle(), password: !code && passwords[0]!.password }
  },
})
