import { factorsIn } from '@/db/repositories/factors'
import { jsonList, together } from '@/db/json'
import { z } from 'zod'
import { query } from '../operation/define'
import { passkeyObstacle } from '../passkeys/webauthn'
import { demandOf, secondFactorDeadline } from '../security/standing'
import { mayTrustDevices } from './session'

const OWN = 'Everybody may see what is asked of them when they sign in.'

export const viewSecondFactor = query({
  name: 'secondFactor.view',
  permission: null,
  because: OWN,
  explain: 'See what second factor you have, and what is asked of you.',
  allowedWhile: ['second_factor', 'enrol'],
  input: z.object({}),
  async run({ scope, actor, record, request }) {
    const { found } = await together(scope.tx, { found: jsonList(factorsIn(scope).overview(actor.userId), ['appSince', 'appUsedAt']) })
    record('second_factor.viewed', {}, { target: { type: 'user', id: actor.userId } })
    return {
      demand: demandOf(actor.security, actor.standing, request.ip),
      /** Since when, or from when on, a second factor is insisted on; null: it is not. */
      deadline: secondFactorDeadline(actor.security, actor.standing),
      ...found[0]!,
      passkeyObstacle: passkeyObstacle(),
      mayTrustDevice: mayTrustDevices(actor),
    }
  },
})

/** Which proofs of who they are somebody can be asked for: of the second factor where they have one, else the password. */
export const viewProofs = query({
  name: 'secondFactor.viewProofs',
  permission: null,
  because: OWN,
  explain: 'See how you can confirm that it is you.',
  allowedWhile: ['enrol'],
  input: z.object({}),
  async run({ scope, actor, record }) {
    const { found } = await together(scope.tx, { found: jsonList(factorsIn(scope).overview(actor.userId), ['appSince', 'appUsedAt']) })
    record('proofs.viewed', {}, { target: { type: 'user', id: actor.userId } })
    const app = Boolean(found[0]?.appSince)
    return { code: app, passkey: Boolean(found[0]?.passkeys) && !passkeyObstacle(), password: !app }
  },
})
