import type { CompanyScope } from '@/db/scope'
import { deviceName } from '@/lib/kernel/device-name'
import { paths } from '@/lib/kernel/paths'
import { absoluteUrl } from './absolute-url'
import { enqueueEmail } from './enqueue'
import type { TemplateContents } from './templates/content'

type Notice =
  | 'new-device'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-code-used'

interface Told {
  scope: CompanyScope
  actor: { company: { name: string; slug: string } }
  request: { userAgent: string | null; ip: string | null }
}

/** Tells a person by mail what happened to how they sign in, when, and on which device: never a code or a key. */
export async function notify<N extends Notice>(
  { scope, actor: { company }, request }: Told,
  person: { id: string; name: string; email: string },
  {
    template,
    facts,
  }: { template: N; facts: Omit<TemplateContents[N], 'company' | 'at' | 'device' | 'ip' | 'profileUrl'> },
): Promise<void> {
  const content = {
    company: company.name,
    at: new Date().toISOString(),
    device: deviceName(request.userAgent),
    ip: request.ip,
    profileUrl: absoluteUrl(paths.profile(company.slug)),
    ...facts,
  } as unknown as TemplateContents[N]
  await enqueueEmail(scope, { template, to: { name: person.name, address: person.email }, userId: person.id, content })
}
