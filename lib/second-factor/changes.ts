import { devicesIn } from '@/db/repositories/devices'
import { factorsIn } from '@/db/repositories/factors'
import { AppError } from '@/lib/kernel/errors'
import { requireSession } from '@/lib/operation/actor'
import type { Context } from '@/lib/operation/define'
import { notify } from '@/lib/platform/mail/notify'
import type { FactorKind } from '@/lib/sessions/events'
import { newRecoveryCodes } from './recovery'
import { isSecondFactorRequired, renewSession, type RenewedSession } from './session'
import './events'

interface AddedFactor {
  session: RenewedSession
  /** To be shown once; none when the person has some left. */
  recoveryCodes: string[]
}

/**
 * What follows whenever somebody has a new second factor of any kind: recovery codes with the first one, a mail, and
 * the session counts as one in which it was shown.
 */
export async function factorAdded(context: Context, kind: FactorKind, { replaced = false } = {}): Promise<AddedFactor> {
  const { scope, actor, record, request } = context
  const factors = factorsIn(scope)
  const recoveryCodes = (await factors.codesLeft(actor.userId)) > 0 ? [] : await generateRecoveryCodes(context)
  record('second_factor.added', { kind, ...(replaced && { replaced }) }, { target: { type: 'user', id: actor.userId } })
  await notify(
    { scope, actor, request },
    { id: actor.userId, ...actor },
    { template: 'second-factor-added', facts: { kind } },
  )
  return { session: await renewSession(context, { byFactor: true }), recoveryCodes }
}

/** New recovery codes in place of the former ones. */
export async function generateRecoveryCodes({ scope, actor }: Pick<Context, 'scope' | 'actor'>): Promise<string[]> {
  const { codes, hashes } = newRecoveryCodes(actor.userId)
  await factorsIn(scope).replaceCodes(actor.userId, hashes)
  return codes
}

/**
 * For before a factor of somebody goes: the last one has to stay where it is required.
 * @param others whether they keep another one
 * @throws AppError `still_required`
 */
export function requireRemovable({ actor }: Pick<Context, 'actor'>, others: boolean): void {
  if (others || !isSecondFactorRequired(requireSession(actor))) return
  throw new AppError(
    'still_required',
    'Your company requires two-factor authentication, so you cannot remove your only method. Set up another one first.',
  )
}

/** What follows when a factor of somebody is gone: with the last one go recovery codes and trusted devices. */
export async function factorRemoved(
  { scope, actor, record, request }: Context,
  kind: FactorKind,
  others: boolean,
): Promise<void> {
  if (!others) {
    await factorsIn(scope).replaceCodes(actor.userId, [])
    await devicesIn(scope).distrustAll(actor.userId)
  }
  record('second_factor.removed', { kind }, { target: { type: 'user', id: actor.userId } })
  await notify(
    { scope, actor, request },
    { id: actor.userId, ...actor },
    { template: 'second-factor-removed', facts: { kind, last: !others } },
  )
}
