import { exportDownload } from '@/lib/operation/export-download'
import { handlers } from '@/lib/operation/route'
import { exportHolders } from '@/lib/permissions/export'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: exportDownload(exportHolders, 'holders'),
})
