import { failedRowsFile } from '@/lib/imports/files'
import { downloadFailedRows } from '@/lib/imports/queries'
import { download } from '@/lib/operation/download'
import { handlers } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: download(downloadFailedRows, failedRowsFile),
})
