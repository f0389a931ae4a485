import { challengesIn } from '@/db/repositories/challenges'
import { passkeysIn } from '@/db/repositories/passkeys'
import type { CompanyScope } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'
import { hashToken } from '@/lib/kernel/tokens'
import { requireSession, type Actor, type SessionActor } from '@/lib/operation/actor'
import { CHALLENGE_MS } from './webauthn'

/** One answer to everything that is not right about a passkey: none tells what. */
export const wrongPasskeyError = () =>
  new AppError('wrong_passkey', 'This passkey was not accepted. Try again, or use another way.')

/** Whoever is signed in, or half so, is asked in their session: no other one can answer. */
const sessionHash = ({ sessionId }: Pick<SessionActor, 'sessionId'>): string => hashToken(`session ${sessionId}`)

interface Asked {
  purpose: 'passkey_registration' | 'passkey_check'
  challenge: string
}

/** Keeps what a signed-in person's browser was asked. */
export async function challengeSession(
  scope: CompanyScope,
  actor: Pick<SessionActor, 'userId' | 'sessionId'>,
  { purpose, challenge }: Asked,
): Promise<void> {
  const expiresAt = new Date(Date.now() + CHALLENGE_MS)
  await challengesIn(scope).ask({
    purpose,
    userId: actor.userId,
    browserHash: sessionHash(actor),
    expected: challenge,
    expiresAt,
  })
}

/** What they were asked, which is over with this answer; undefined when there was nothing. */
export async function consumeSessionChallenge(
  scope: CompanyScope,
  actor: Actor,
  purpose: Asked['purpose'],
): Promise<string | undefined> {
  const asked = await challengesIn(scope).take(purpose, sessionHash(requireSession(actor)))
  return asked?.userId === actor.userId ? asked.expected : undefined
}

/** The passkey that an answer names, where it is this person's. */
export async function ownPasskey(scope: CompanyScope, userId: string | undefined, credentialId: string) {
  const key = await passkeysIn(scope).byCredential(credentialId)
  return key && key.userId === userId ? key : undefined
}
