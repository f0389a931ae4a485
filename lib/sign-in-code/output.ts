import { z } from 'zod'

export const requestSignInCodeOutput = z.object({ minutes: z.number() })
