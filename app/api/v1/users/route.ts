import { listUsers } from '@/lib/users/queries'
import { route } from '@/lib/operation/route'

export const GET = route(listUsers)
