import { exportDownload } from '@/lib/operation/export-download'
import { handlers } from '@/lib/operation/route'
import { exportUserSessions } from '@/lib/users/session-export'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: exportDownload(exportUserSessions, 'sessions'),
})
