import { z } from 'zod'

export const showFirstStepsInput = z.object({ shown: z.boolean({ error: 'Shown must be yes or no.' }) })
