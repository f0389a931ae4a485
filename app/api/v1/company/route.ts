import { renameCompany } from '@/lib/company/commands'
import { viewSettings } from '@/lib/company/queries'
import { route } from '@/lib/operation/route'

export const GET = route(viewSettings)
export const PUT = route(renameCompany)
