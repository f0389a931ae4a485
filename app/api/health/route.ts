import { handlers } from '@/lib/operation/route'
import { health } from '@/lib/server/health'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({ GET: health })
