import { bulk } from '@/lib/bulk/commands'
import { previewBulk } from '@/lib/bulk/queries'
import { route } from '@/lib/operation/route'

export const GET = route(previewBulk)
export const POST = route(bulk)
