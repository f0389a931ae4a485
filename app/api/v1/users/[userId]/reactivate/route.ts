import { reactivateUser } from '@/lib/users/commands'
import { route } from '@/lib/operation/route'

export const POST = route(reactivateUser)
