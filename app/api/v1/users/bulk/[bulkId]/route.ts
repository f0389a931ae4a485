import { viewBulkResult } from '@/lib/bulk/queries'
import { route } from '@/lib/operation/route'

export const GET = route(viewBulkResult)
