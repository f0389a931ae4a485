import { randomUUID } from 'node:crypto'
import { challenges, devices, importRows, imports, passkeys, passwordHistory, passwordResets, secondFactorExemptions, throttles } from '@/db/schema'
import { inCompany } from '@/db/scope'
import type { World } from './samples'

/** A row in each table that a world leaves empty, for the tests that look into all of them. */
export const fillTables = ({ company, member }: World): Promise<void> =>
  inCompany(company.id, async ({ companyId, tx }) => {
    const own = { companyId, userId: member.id }
    const soon = new Date(Date.now() + 60_000)
    const importId = randomUUID()
    await tx.insert(challenges).values({ ...own, purpose: 'email_code', browserHash: randomUUID(), expected: 'x', expiresAt: soon })
    await tx.insert(devices).values({ ...own, tokenHash: randomUUID() })
    await tx.insert(imports).values({ companyId, id: importId, createdBy: member.id, fileName: 'people.csv', expiryDays: 7, total: 1 })
    await tx.insert(importRows).values({ companyId, importId, line: 2, email: 'x@example.com', name: 'X', verdict: 'new' })
    await tx.insert(passkeys).values({ ...own, name: 'Laptop', credentialId: randomUUID(), publicKey: 'x' })
    await tx.insert(passwordHistory).values({ ...own, passwordHash: 'x' })
    await tx.insert(passwordResets).values({ ...own, tokenHash: randomUUID(), expiresAt: soon })
    await tx.insert(secondFactorExemptions).values({ ...own, reason: 'x', until: soon, grantedBy: member.id })
    await tx.insert(throttles).values({ companyId, key: 'account x' })
  })
