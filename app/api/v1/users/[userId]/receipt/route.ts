import { route } from '@/lib/operation/route'
import { viewReceipt } from '@/lib/users/queries'

export const GET = route(viewReceipt)
