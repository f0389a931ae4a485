import { renameCompany } from '@/lib/company/commands'
import { viewSettings } from '@/lib/company/queries'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewSettings, renameCompany)
