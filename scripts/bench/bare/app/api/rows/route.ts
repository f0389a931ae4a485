import { bareRowsOf } from '../../../rows'

/** What an answer costs that does nothing beside: one read as JSON. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  return Response.json(await bareRowsOf(searchParams.get('company')!, Number(searchParams.get('n') ?? 1)))
}
