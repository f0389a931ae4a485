import { health } from '@/lib/http/health'
import { handlers } from '@/lib/operation/route'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({ GET: health })
