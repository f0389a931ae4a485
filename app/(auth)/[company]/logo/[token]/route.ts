import { viewLogo } from '@/lib/company/branding'
import { notFound } from '@/lib/kernel/errors'
import { requestFacts } from '@/lib/operation/request-facts'
import { handlers, refusalResponse } from '@/lib/operation/route'
import { executePublic } from '@/lib/operation/run'

const YEAR_SECONDS = 31_536_000

/** A company's logo, for who knows the company: one answer to everybody else, whether there is such a company or not. */
async function logo(
  request: Request,
  { params }: { params: Promise<{ company: string; token: string }> },
): Promise<Response> {
  try {
    const found = await executePublic(viewLogo, await requestFacts(), await params)
    if (!found) throw notFound('Logo')
    // Whoever asks for this very logo will never get another one at this address.
    const isThis = new URL(request.url).searchParams.get('v') === found.logoDigest
    return new Response(new Uint8Array(Buffer.from(found.png, 'base64')), {
      headers: {
        'Content-Type': 'image/png',
        'Cache-Control': isThis ? `private, max-age=${YEAR_SECONDS}, immutable` : 'private, no-cache',
      },
    })
  } catch (error) {
    return refusalResponse(error)
  }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({ GET: logo })
