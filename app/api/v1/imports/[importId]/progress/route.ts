import { followImport } from '@/lib/imports/queries'
import { route } from '@/lib/operation/route'

export const GET = route(followImport)
