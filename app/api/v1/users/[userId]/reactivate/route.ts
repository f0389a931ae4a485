import { routes } from '@/lib/operation/route'
import { reactivateUser } from '@/lib/users/commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(reactivateUser)
