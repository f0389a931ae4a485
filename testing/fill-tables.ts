import { randomUUID } from 'node:crypto'
import {
  bulkActionPeople,
  bulkActions,
  challenges,
  deactivations,
  devices,
  emailChanges,
  foldedEvents,
  listPreferences,
  passkeys,
  passwordHistory,
  permissionUse,
  secondFactorExemptions,
  throttles,
} from '@/db/schema'
import { inCompany } from '@/db/scope'
import { addressKey } from '@/lib/kernel/fold'
import type { World } from './samples'

/** A row in each table that a world leaves empty, for the tests that look into all of them. */
export const fillTables = ({ company, member }: World): Promise<void> =>
  inCompany(company.id, async ({ companyId, tx }) => {
    const own = { companyId, userId: member.id }
    const soon = new Date(Date.now() + 60_000)
    await tx
      .insert(challenges)
      .values({ ...own, purpose: 'email_code', browserHash: randomUUID(), expected: 'x', expiresAt: soon })
    const bulkActionId = randomUUID()
    await tx.insert(bulkActions).values({ companyId, id: bulkActionId, act: 'deactivate', done: 1, skipped: {} })
    await tx.insert(bulkActionPeople).values({ ...own, bulkActionId })
    const ended = { sessions: 0, passwordResets: 0, signInCodes: 0 }
    await tx.insert(deactivations).values({ ...own, ended, reasonGiven: false, lastHeld: [] })
    await tx.insert(permissionUse).values({ ...own, permissionId: randomUUID(), day: '2026-01-01', uses: 1 })
    await tx.insert(devices).values({ ...own, tokenHash: randomUUID() })
    await tx.insert(emailChanges).values({
      ...own,
      fromEmail: member.email,
      fromKey: addressKey(member.email),
      toEmail: 'new@example.com',
      expiresAt: soon,
      objectableUntil: soon,
    })
    await tx.insert(listPreferences).values({ ...own, list: 'users' })
    await tx.insert(passkeys).values({ ...own, name: 'Laptop', credentialId: randomUUID(), publicKey: 'x' })
    await tx.insert(passwordHistory).values({ ...own, passwordHash: 'x' })
    await tx.insert(secondFactorExemptions).values({ ...own, reason: 'x', until: soon, grantedBy: member.id })
    await tx.insert(foldedEvents).values({
      companyId,
      id: randomUUID(),
      key: 'x',
      event: 'session.refused',
      kind: 'sign-in',
      severity: 'medium',
      operation: 'signIn.withPassword',
      outcome: 'refused',
      data: {},
    })
    await tx.insert(throttles).values({ companyId, key: 'account x' })
  })
