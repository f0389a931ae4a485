import { viewImportProgress } from '@/lib/imports/queries'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewImportProgress)
