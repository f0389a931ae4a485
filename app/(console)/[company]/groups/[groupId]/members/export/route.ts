import { exportMembers } from '@/lib/groups/export'
import { exportDownload } from '@/lib/operation/export-download'
import { handlers } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: exportDownload(exportMembers, 'members'),
})
