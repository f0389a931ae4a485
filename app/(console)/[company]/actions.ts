'use server'

import { showFirstSteps } from '@/lib/dashboard/commands'
import { action } from '@/lib/operation/action'

export const showFirstStepsAction = action(showFirstSteps)
