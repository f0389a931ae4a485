import { exportMail } from '@/lib/mail/export'
import { exportDownload } from '@/lib/operation/export-download'
import { handlers } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: exportDownload(exportMail, 'mail'),
})
