import { routes } from '@/lib/operation/route'
import { searchEverything } from '@/lib/search/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(searchEverything)
