import { templateFile } from '@/lib/imports/files'
import { downloadImportTemplate } from '@/lib/imports/queries'
import { download } from '@/lib/operation/download'
import { handlers } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: download(downloadImportTemplate, templateFile),
})
