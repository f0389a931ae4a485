import { route } from '@/lib/operation/route'
import { resetSecondFactor } from '@/lib/second-factor/commands'

export const DELETE = route(resetSecondFactor)
