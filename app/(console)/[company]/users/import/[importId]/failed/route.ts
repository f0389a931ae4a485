import { failedRowsFile } from '@/lib/imports/files'
import { downloadFailedRows } from '@/lib/imports/queries'
import { download } from '@/lib/operation/download'

export const GET = download(downloadFailedRows, failedRowsFile)
