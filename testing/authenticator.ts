import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { passkeysIn } from '@/db/repositories/passkeys'
import { inCompany } from '@/db/scope'
import type { MadeCompany } from './factories'

/** What a browser hands to an authenticator, as far as ours looks at it. */
interface Question {
  challenge: string
}

/** What an answer may be wrong about. */
interface Twist {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  verified?: boolean
  counter?: number
  userHandle?: string
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()

// Bits of the flags [WebAuthn Level 3 section 6.1].
const PRESENT = 0x01
const VERIFIED = 0x04
const BACKUP_ELIGIBLE = 0x08
const BACKED_UP = 0x10
const ATTESTED = 0x40

/**
 * An authenticator in software, with one key on P-256 and no attestation: the other side of the protocol, written from its
 * specification. It answers honestly unless it is told otherwise.
 * @param counts false: it keeps no counter, like a passkey that is synced
 */
export function softAuthenticator({ counts = true, synced = false } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coseKey = Buffer.from(
    isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    ),
  )
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let counter = 0
  let userHandle: string | undefined

  const clientData = (type: string, { challenge }: Question, twist: Twist) =>
    Buffer.from(
      JSON.stringify({
        type: twist.type ?? type,
        challenge: twist.challenge ?? challenge,
        origin: twist.origin ?? 'http://localhost:3000',
        crossOrigin: false,
      }),
    )

  const authenticatorData = (twist: Twist, flags: number, attested = Buffer.alloc(0)) => {
    const head = Buffer.alloc(5)
    const verified = twist.verified === false ? 0 : VERIFIED
    head.writeUInt8(PRESENT | verified | flags | (synced ? BACKUP_ELIGIBLE | BACKED_UP : 0), 0)
    head.writeUInt32BE(twist.counter ?? counter, 1)
    return Buffer.concat([sha256(twist.rpId ?? 'localhost'), head, attested])
  }

  return {
    credentialId: id,
    publicKey: coseKey.toString('base64url'),
    /** Knows from now on whose key it has, as after its registration. */
    belongsTo(userId: string) {
      userHandle = Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url')
    },
    create(question: Question & { user: { id: string } }, twist: Twist = {}) {
      userHandle = question.user.id
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const authData = authenticatorData(
        twist,
        ATTESTED,
        Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey]),
      )
      const attestation = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]) as never,
      )
      return {
        id,
        type: 'public-key' as const,
        response: {
          clientDataJSON: clientData('webauthn.create', question, twist).toString('base64url'),
          attestationObject: Buffer.from(attestation).toString('base64url'),
          transports: ['internal' as const],
        },
      }
    },
    get(question: Question, twist: Twist = {}) {
      if (counts) counter++
      const client = clientData('webauthn.get', question, twist)
      const authData = authenticatorData(twist, 0)
      const handle = twist.userHandle ?? userHandle
      return {
        id,
        type: 'public-key' as const,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey).toString('base64url'),
          ...(handle && { userHandle: handle }),
        },
      }
    },
  }
}

/** A passkey that somebody added long ago, and the authenticator that has it. */
export async function addPasskey(company: MadeCompany, owner: { id: string }, device = softAuthenticator()) {
  device.belongsTo(owner.id)
  const { credentialId, publicKey } = device
  const { id } = await inCompany(company.id, scope =>
    passkeysIn(scope).insert({
      userId: owner.id,
      name: 'Laptop',
      credentialId,
      publicKey,
      counter: 0,
      transports: ['internal' as const],
      backedUp: false,
    }),
  )
  return { id, device }
}
