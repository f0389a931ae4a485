import type { RequestOptions } from '@/components/passkeys/ceremony'
import type { PasskeyAction } from '@/components/passkeys/passkey-button'
import { explain, type Action, type NoInput } from '@/components/ui/form/run-action'
import type { ActionResult, ErrorBody } from '@/lib/kernel/errors'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import type { viewSecondFactor } from '@/lib/second-factor/queries'

/** As app/(auth)/[company]/login/again has them. */
type StepName =
  | 'methods'
  | 'password'
  | 'requestCode'
  | 'code'
  | 'beginPasskey'
  | 'passkey'
  | 'secondFactor'
  | 'verify'
  | 'beginPasskeyVerification'
  | 'verifyPasskey'

/** How a step of the second factor is refused once the first holds no longer. */
export const OVER: ErrorBody['code'] = 'session_required'

/** The dialog is the remedy for whoever is signed out, and must not wait for itself. */
const asOver = (error: ErrorBody): ErrorBody => (error.code === 'unauthenticated' ? { ...error, code: OVER } : error)

const step =
  <Data, Input extends object = NoInput>(name: StepName): Action<Data, Input> =>
  async (company, input) => {
    try {
      const answer = await fetch(paths.signInAgain(company), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...input, step: name }),
      })
      const result = (await answer.json()) as ActionResult<Data> | { ok?: undefined; error: ErrorBody }
      return result.ok ? result : { ok: false, error: asOver(result.error) }
    } catch (error) {
      return { ok: false, error: explain(error) }
    }
  }

/** What somebody who signed in is asked next. */
export interface SignedIn {
  /** The second factor is still to come. */
  pending?: boolean
}

interface Methods {
  password: boolean
  emailCode: boolean
  passkey: boolean
}

type AskedFactor = Pick<OutputOf<typeof viewSecondFactor>, 'demand' | 'appSince' | 'passkeys' | 'passkeyObstacle'>

export const steps = {
  methods: step<Methods>('methods'),
  password: step<SignedIn, { email: string; password: string }>('password'),
  requestCode: step<unknown, { email: string }>('requestCode'),
  code: step<SignedIn, { code: string }>('code'),
  beginPasskey: step<RequestOptions>('beginPasskey'),
  passkey: step<SignedIn, Parameters<PasskeyAction<unknown>>[1]>('passkey'),
  secondFactor: step<AskedFactor>('secondFactor'),
  verify: step<unknown, { code: string }>('verify'),
  beginPasskeyVerification: step<RequestOptions>('beginPasskeyVerification'),
  verifyPasskey: step<unknown, Parameters<PasskeyAction<unknown>>[1]>('verifyPasskey'),
}
