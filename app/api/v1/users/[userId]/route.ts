import { deleteUser, updateUser } from '@/lib/users/commands'
import { viewUser } from '@/lib/users/queries'
import { route } from '@/lib/operation/route'

export const GET = route(viewUser)
export const PUT = route(updateUser)
export const DELETE = route(deleteUser)
