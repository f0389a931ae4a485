import { handlers, unknownAddress } from '@/lib/operation/route'
import { mayReadOutbox, readOutboxEmail } from '@/lib/platform/mail/dev-outbox'

/** A mail as HTML, for the frame on its page; what it may do there stands in its headers (lib/platform/http/documents.ts). */
async function showHtml(_: Request, { params }: RouteContext<'/dev/mail/[name]/html'>): Promise<Response> {
  const mail = (await mayReadOutbox()) && (await readOutboxEmail((await params).name))
  if (!mail) return unknownAddress()
  return new Response(mail.html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({ GET: showHtml })
