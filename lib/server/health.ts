import { companyIdBySlug } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'
import { isHashingAvailable } from '@/lib/passwords/hash'

/** Whether this server can reach its database and compare passwords, for load balancers. */
export async function health(): Promise<Response> {
  try {
    await companyIdBySlug('')
    if (!(await isHashingAvailable()))
      throw new AppError('unavailable', 'This server cannot compare passwords.', { retryAfter: 2 })
    return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    const status = error instanceof AppError ? error.status : 500
    return Response.json(
      { status: 'unavailable' },
      { status, headers: { 'Cache-Control': 'no-store', 'Retry-After': '2' } },
    )
  }
}
