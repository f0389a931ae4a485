import { routes } from '@/lib/operation/route'
import { explainAccess } from '@/lib/users/access-queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(explainAccess)
