import { routes } from '@/lib/operation/route'
import { viewReceipt } from '@/lib/users/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewReceipt)
