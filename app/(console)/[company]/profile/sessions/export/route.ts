import { exportDownload } from '@/lib/operation/export-download'
import { handlers } from '@/lib/operation/route'
import { exportOwnSessions } from '@/lib/profile/session-export'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: exportDownload(exportOwnSessions, 'sessions'),
})
