import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { AppError } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { passkeyObstacle, relyingParty, type RelyingParty } from '@/lib/second-factor/passkey-support'
import type { PasskeyAssertion, PasskeyRegistration } from './input'

/** docs/security.md: what has to be answered before signing in goes on holds for five minutes. */
export const CHALLENGE_MS = 5 * 60_000

function demandRelyingParty(): RelyingParty {
  const party = relyingParty()
  if (!party) throw new AppError('wrong_status', passkeyObstacle()!)
  return party
}

/** A person as an authenticator keeps them: 16 bytes that say nothing, and names for the list it shows. */
const handleOf = (userId: string) => new Uint8Array(Buffer.from(userId.replaceAll('-', ''), 'hex'))

/** The person that a user handle names; garbage names nobody. */
export function userOfHandle(handle: string | undefined): string | undefined {
  const hex = Buffer.from(handle ?? '', 'base64url').toString('hex')
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : undefined
}

interface Owner {
  userId: string
  name: string
  email: string
  company: { name: string }
}

type Known = { id: string; transports: string[] }[]

/** What a browser makes a passkey from. The maker of the device is nobody's business: no attestation is asked for. */
export function registrationOptions({ userId, name, email, company }: Owner, known: Known) {
  return generateRegistrationOptions({
    rpName: 'Console',
    rpID: demandRelyingParty().id,
    userID: handleOf(userId),
    // Somebody in two companies has to tell them apart in the browser's list.
    userName: `${email} (${company.name})`,
    userDisplayName: name,
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
}

/** What a browser signs. Without `known`, the passkey itself has to say whose it is. */
export function authenticationOptions(known?: Known) {
  return generateAuthenticationOptions({
    rpID: demandRelyingParty().id,
    timeout: CHALLENGE_MS,
    allowCredentials: known,
    userVerification: 'required',
  })
}

/** What the library wants to see besides, of which nothing is used. */
const whole = <A extends { id: string }>(answer: A) => ({ ...answer, rawId: answer.id, clientExtensionResults: {} })

/** A new passkey, or undefined when the answer is not one to this question, from this place, by a verified person. */
export async function verifyRegistration(answer: PasskeyRegistration, expectedChallenge: string | undefined) {
  const party = relyingParty()
  if (!party || !expectedChallenge) return undefined
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: whole(answer),
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    })
    if (!verified) return undefined
    const { credential, credentialBackedUp } = registrationInfo
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      backedUp: credentialBackedUp,
    }
  } catch (error) {
    log.info({ err: error }, 'A new passkey was refused.')
    return undefined
  }
}

interface StoredKey {
  credentialId: string
  publicKey: string
}

/**
 * What a passkey answered, or undefined when it did not sign this question, in this place, for a verified person.
 * Whether its counter rose is not looked at here: only the database can say so, and note it, in one step.
 */
export async function verifyAuthentication(
  answer: PasskeyAssertion,
  expectedChallenge: string | undefined,
  key: StoredKey | undefined,
) {
  const party = relyingParty()
  if (!party || !expectedChallenge || !key) return undefined
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: whole(answer),
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: key.credentialId,
        publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
        counter: 0,
      },
    })
    return verified
      ? { counter: authenticationInfo.newCounter, backedUp: authenticationInfo.credentialBackedUp }
      : undefined
  } catch (error) {
    log.info({ err: error }, "A passkey's answer was refused.")
    return undefined
  }
}
