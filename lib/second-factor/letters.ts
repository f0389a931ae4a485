import type { Actor } from '@/db/repositories/actors'
import type { CompanyScope } from '@/db/scope'
import type { Letters } from '../mail/letters'
import { onOurAddress } from '../mail/our-address'
import { post } from '../mail/post'
import type { RequestFacts } from '../operation/define'
import { paths } from '../paths'
import { deviceName } from '../users/device'

type Notice =
  | 'new-device'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-code-used'

interface Told {
  scope: CompanyScope
  actor: { company: Pick<Actor['company'], 'name' | 'slug'> }
  request: Pick<RequestFacts, 'userAgent' | 'ip'>
}

/** Tells a person by mail what happened to how they sign in, when, and on which device: never a code or a key. */
export async function tell<N extends Notice>(
  { scope, actor: { company }, request }: Told,
  person: { id: string; name: string; email: string },
  { template, facts }: { template: N; facts: Omit<Letters[N], 'company' | 'at' | 'device' | 'ip' | 'profileUrl'> },
): Promise<void> {
  const content = {
    company: company.name,
    at: new Date().toISOString(),
    device: deviceName(request.userAgent),
    ip: request.ip,
    profileUrl: onOurAddress(paths.profile(company.slug)),
    ...facts,
  } as unknown as Letters[N]
  await post(scope, { template, to: { name: person.name, address: person.email }, userId: person.id, content })
}
