import { exportDownload } from '@/lib/operation/export-download'
import { handlers } from '@/lib/operation/route'
import { exportUsers } from '@/lib/users/export'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({ GET: exportDownload(exportUsers, 'users') })
