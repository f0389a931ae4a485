import { routes } from '@/lib/operation/route'
import { resetSecondFactor } from '@/lib/second-factor/commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(resetSecondFactor)
