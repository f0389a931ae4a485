import { signInAction } from '@/app/(auth)/actions'
import { requestSignInCodeAction, signInWithCodeAction } from '@/app/(auth)/code-actions'
import {
  beginPasskeySignInAction,
  beginPasskeyVerificationAction,
  signInWithPasskeyAction,
  verifyPasskeyAction,
} from '@/app/passkey-actions'
import { verifySecondFactorAction } from '@/app/second-factor-actions'
import { AppError, type ActionResult } from '@/lib/kernel/errors'
import { lookup } from '@/lib/kernel/lookup'
import { action, publicAction } from '@/lib/operation/action'
import { bodyOf, handlers, refusalResponse } from '@/lib/operation/route'
import { passkeyObstacle } from '@/lib/second-factor/passkey-support'
import { viewSecondFactor } from '@/lib/second-factor/queries'
import { viewSignInMethods } from '@/lib/sign-in/queries'

type Step = (company: string, input: never) => Promise<ActionResult<unknown>>

/**
 * The ways to sign in again over a page whose session is over, which are those of the sign-in pages. Not as server actions: the answer
 * of one that sets a cookie draws the page anew, and half a sign-in would lead away from what was entered there.
 */
const steps: Record<string, Step> = {
  methods: publicAction(viewSignInMethods, {
    finish: async ({ passkey, ...methods }) => ({ ...methods, passkey: passkey && !passkeyObstacle() }),
  }),
  password: signInAction,
  requestCode: requestSignInCodeAction,
  code: signInWithCodeAction,
  beginPasskey: beginPasskeySignInAction,
  passkey: signInWithPasskeyAction,
  secondFactor: action(viewSecondFactor),
  verify: verifySecondFactorAction,
  beginPasskeyVerification: beginPasskeyVerificationAction,
  verifyPasskey: verifyPasskeyAction,
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  async POST(request: Request, { params }: { params: Promise<{ company: string }> }) {
    try {
      const { step, ...input } = await bodyOf(request)
      const run = lookup(steps, String(step))
      if (!run) throw new AppError('invalid_input', 'This sign-in step does not exist.')
      const result = await run((await params).company, input as never)
      return Response.json(result, { headers: { 'Cache-Control': 'no-store' } })
    } catch (error) {
      return refusalResponse(error)
    }
  },
})
