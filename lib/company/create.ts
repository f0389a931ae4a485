import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { companiesIn, type NewCompany } from '@/db/repositories/companies'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { permissionsIn } from '@/db/repositories/permissions'
import { usersIn } from '@/db/repositories/users'
import { inCompany, type CompanyScope } from '@/db/scope'
import { buildEvent } from '@/lib/operation/build-event'
import { parseInput } from '@/lib/operation/parse-input'
import { OPERATOR } from '@/lib/operation/principal'
import { hashPassword, hashRequest } from '@/lib/passwords/hash'
import { builtInPermissions } from '@/lib/permissions/built-in'
import { createCompanyInput } from './input'
import './events'
import '@/lib/users/events'

/**
 * Creates a company with Console's permissions, a group Administrators and its first member. For
 * the operator at the machine, who stands outside every company: it is not reachable over HTTP.
 * @returns also the first member's address, as it is stored
 * @throws AppError `invalid_input` with a sentence per field, also when the slug is taken
 */
export async function createCompany(
  raw: z.input<typeof createCompanyInput>,
): Promise<{ companyId: string; slug: string; email: string }> {
  const { administrator, ...company } = parseInput(createCompanyInput, raw)
  const passwordHash = await hashPassword(administrator.password, hashRequest('operator', { ip: null }))
  const companyId = uuidv7()
  await inCompany(companyId, async scope => {
    const administrators = await insertCompany(scope, company)
    const user = await usersIn(scope).insert({
      name: administrator.name,
      email: administrator.email,
      status: 'active',
      passwordHash,
      activatedAt: new Date(),
    })
    await membershipsIn(scope).add([{ groupId: administrators.id, userId: user.id, via: 'setup', by: null }])
    const origin = {
      actor: OPERATOR,
      operation: 'company.create',
      request: { requestId: companyId },
    } as const
    await auditEventsIn(scope).insert([
      buildEvent(
        'company.created',
        { name: company.name, slug: company.slug },
        { ...origin, target: { type: 'company', id: companyId } },
      ),
      buildEvent(
        'user.created',
        { groups: [administrators.name] },
        { ...origin, target: { type: 'user', id: user.id } },
      ),
    ])
  })
  return { companyId, slug: company.slug, email: administrator.email }
}

/** The company's row, the built-in permissions and the group that holds them all. */
export async function insertCompany(scope: CompanyScope, company: NewCompany): Promise<{ id: string; name: string }> {
  await companiesIn(scope).insert(company)
  const permissions = await permissionsIn(scope).insertMany(
    builtInPermissions.map(permission => ({ ...permission, builtIn: true })),
  )
  const everything = permissions.find(permission => permission.resource === '*')!
  const group = await groupsIn(scope).insert({
    name: 'Administrators',
    slug: 'administrators',
    description: 'Full access to everything in this company.',
  })
  await permissionsIn(scope).grant(group.id, [everything.id], { via: 'setup', by: null })
  return group
}
