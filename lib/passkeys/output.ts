import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { renewedSessionOutput } from '@/lib/sessions/output'

/** What a browser is asked to do with a passkey [WebAuthn Level 3 sections 5.4 and 5.5]. */
const passkeyOptionsOutput = <T extends { challenge: string }>() =>
  z.custom<T>(value => typeof value === 'object' && value !== null && 'challenge' in value).meta({ type: 'object' })

export const beginPasskeyRegistrationOutput = passkeyOptionsOutput<PublicKeyCredentialCreationOptionsJSON>()

export const registerPasskeyOutput = z.object({
  session: renewedSessionOutput,
  /** To be shown once; none when the person has some left. */
  recoveryCodes: z.array(z.string()),
})

export const beginPasskeyVerificationOutput = passkeyOptionsOutput<PublicKeyCredentialRequestOptionsJSON>()

export const beginPasskeySignInOutput = passkeyOptionsOutput<PublicKeyCredentialRequestOptionsJSON>()
