import { deleteUser, updateUser } from '@/lib/users/commands'
import { viewUser } from '@/lib/users/queries'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: viewUser, PUT: updateUser, DELETE: deleteUser })
