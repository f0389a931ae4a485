import { runBulk } from '@/lib/bulk/commands'
import { previewBulk } from '@/lib/bulk/queries'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(previewBulk, runBulk)
