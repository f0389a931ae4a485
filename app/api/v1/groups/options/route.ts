import { listGroupOptions } from '@/lib/groups/choices'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(listGroupOptions)
