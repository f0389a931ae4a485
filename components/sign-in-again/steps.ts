import type { RequestOptions } from '@/components/passkeys/ceremony'
import type { PasskeyAction } from '@/components/passkeys/passkey-button'
import { explain, type Action, type NoInput } from '@/components/ui/form/run-action'
import type { ActionResult } from '@/lib/kernel/errors'
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

const step =
  <Data, Input extends object = NoInput>(name: StepName): Action<Data, Input> =>
  async (company, input) => {
    try {
      const answer = await fetch(paths.signInAgain(company), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...input, step: name }),
      })
      const result = (await answer.json()) as ActionResult<Data> | { ok?: undefined; error: never }
      return result.ok === undefined ? { ok: false, error: result.error } : result
    } catch (error) {
      return { ok: false, error: explain(error) }
    }
  }

/** What somebody who signed in is asked next. */
export interface SignedIn {
  /** The second factor is still to come. */
  pending?: boolean
}

export interface Methods {
  password: boolean
  emailCode: boolean
  passkey: boolean
}

export type AskedFactor = Pick<
  OutputOf<typeof viewSecondFactor>,
  'demand' | 'appSince' | 'passkeys' | 'passkeyObstacle'
>

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
