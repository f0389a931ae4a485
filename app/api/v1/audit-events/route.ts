import { listAuditEvents } from '@/lib/audit/queries'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(listAuditEvents)
