import { routes } from '@/lib/operation/route'
import { deleteUser, updateUser } from '@/lib/users/commands'
import { viewUser } from '@/lib/users/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewUser, updateUser, deleteUser)
