import { routes } from '@/lib/operation/route'
import { viewReceipt } from '@/lib/users/offboarding-queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewReceipt)
