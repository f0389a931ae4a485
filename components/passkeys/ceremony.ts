import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import type * as WebAuthn from '@simplewebauthn/browser'
import type { ActionResult } from '@/lib/kernel/errors'

// Loaded when somebody uses a passkey, and not before.
const load = async () => (loaded = await import('@simplewebauthn/browser'))
let loaded: typeof WebAuthn | undefined
type Library = NonNullable<typeof loaded>

/** What a browser is to make a passkey from, and what it is to sign with one. */
export type CreationOptions = PublicKeyCredentialCreationOptionsJSON
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON

/** Lets the browser ask its person to make a passkey. */
export const createPasskey = (optionsJSON: CreationOptions): Promise<ActionResult<RegistrationResponseJSON>> =>
  ceremony(({ startRegistration }) => startRegistration({ optionsJSON }))

/** Lets the browser ask its person for a passkey. */
export const askForPasskey = (optionsJSON: RequestOptions): Promise<ActionResult<AuthenticationResponseJSON>> =>
  ceremony(({ startAuthentication }) => startAuthentication({ optionsJSON }))

/** Whether the browser can offer passkeys where an address is filled in. */
export const browserHasAutofill = async (): Promise<boolean> =>
  typeof PublicKeyCredential !== 'undefined' &&
  (await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)) === true

/** Waits until somebody chooses a passkey among what the browser fills in; undefined where that was given up. */
export async function askByAutofill(optionsJSON: RequestOptions): Promise<AuthenticationResponseJSON | undefined> {
  try {
    const { startAuthentication } = await load()
    return await startAuthentication({ optionsJSON, useBrowserAutofill: true })
  } catch {
    // Nobody was asked anything, so nobody has to be told: another way is being used, or the page was left.
    return undefined
  }
}

/** Ends what the browser may still be waiting for. */
export const cancelCeremony = (): void => loaded?.WebAuthnAbortService.cancelCeremony()

async function ceremony<T>(perform: (library: Library) => Promise<T>): Promise<ActionResult<T>> {
  try {
    const library = await load()
    if (!library.browserSupportsWebAuthn())
      return problem('This browser does not support passkeys. Try another browser or another way to sign in.')
    return { ok: true, data: await perform(library) }
  } catch (error) {
    return problem(explain(error))
  }
}

const problem = (message: string): ActionResult<never> => ({
  ok: false,
  error: { code: 'wrong_passkey', message, requestId: '' },
})

/** The library's own codes, else the browser's names of errors [WebAuthn Level 3 sections 5.1.3 and 5.1.4]. */
function explain(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string }
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' || name === 'InvalidStateError')
    return 'This device already has a passkey for your account.'
  if (code === 'ERROR_INVALID_DOMAIN' || code === 'ERROR_INVALID_RP_ID')
    return "Passkeys only work at Console's main address. Ask your administrator for it."
  if (code === 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT')
    return 'This device cannot verify you. Set up a PIN, a fingerprint or a screen lock first.'
  if (name === 'NotAllowedError' || name === 'AbortError')
    return 'The passkey was not used. The request was cancelled or timed out, or this device has no matching passkey. Try again.'
  return 'The passkey could not be used. Try again, or use another way.'
}
