import { z } from 'zod'
import { idField, lineField, versionField } from '@/lib/kernel/fields'
import { companySlugField } from '@/lib/kernel/slug'

/** Bounds what is parsed: a key of any algorithm in use, with any attestation, is far below. */
const binary = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]*$/)

/** 1023 bytes at most [WebAuthn Level 3 section 4, "credential ID"]. */
const credentialId = binary(1364).min(1)

const envelope = { id: credentialId, type: z.literal('public-key') }

const transports = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])

/** How a browser reaches the key. Browsers learn new words for it, which say no more than nothing. */
const transport: z.ZodType<z.output<typeof transports>, string> = transports.catch('internal')

/** What `navigator.credentials.create` made, as @simplewebauthn/browser writes it; of that, what is looked at. */
const registrationResponse = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: binary(8000),
    attestationObject: binary(64_000),
    transports: z.array(transport).max(10).default([]),
  }),
})

/** What `navigator.credentials.get` signed, likewise. */
const answerResponse = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: binary(8000),
    authenticatorData: binary(8000),
    signature: binary(8000),
    userHandle: binary(100).optional(),
  }),
})

const passkeyName = lineField('A name', { max: 60 })

export const passkeyNameForm = z.object({ name: passkeyName })
export const registerPasskeyInput = z.object({ name: passkeyName, response: registrationResponse })
export const renamePasskeyInput = z.object({ passkeyId: idField, name: passkeyName, version: versionField })
export const passkeyInput = z.object({ passkeyId: idField })
export const verifyPasskeyInput = z.object({ response: answerResponse })

/** `browser`: the random bits in the cookie of the browser that asks. */
const browser = z.string().max(100)

export const beginPasskeySignInInput = z.object({ company: companySlugField, browser })
export const signInWithPasskeyInput = z.object({ company: companySlugField, browser, response: answerResponse })

export type PasskeyRegistration = z.output<typeof registrationResponse>
export type PasskeyAssertion = z.output<typeof answerResponse>
