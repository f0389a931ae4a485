import { listAuditEvents } from '@/lib/audit/queries'
import { route } from '@/lib/operation/route'

export const GET = route(listAuditEvents)
