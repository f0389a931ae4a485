import { routes } from '@/lib/operation/route'
import { listUsers } from '@/lib/users/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(listUsers)
