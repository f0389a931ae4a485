import { routes } from '@/lib/operation/route'
import { exportProfile } from '@/lib/profile/export'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(exportProfile)
