import { templateFile } from '@/lib/imports/files'
import { importTemplate } from '@/lib/imports/queries'
import { download } from '@/lib/operation/download'

export const GET = download(importTemplate, templateFile)
