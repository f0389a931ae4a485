import { companyIdBySlug } from '@/db/scope'
import { AppError } from '../errors'

/** Whether this server can reach its database, for load balancers. */
export async function health(): Promise<Response> {
  try {
    await companyIdBySlug('')
    return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    const status = error instanceof AppError ? error.status : 500
    return Response.json({ status: 'unavailable' }, { status, headers: { 'Cache-Control': 'no-store', 'Retry-After': '2' } })
  }
}
