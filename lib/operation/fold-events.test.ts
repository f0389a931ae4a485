import { expect, test } from 'vitest'
import { foldedEvents } from '@/db/schema'
import { inCompany } from '@/db/scope'
import '@/lib/sessions/events'
import { makeCompany, type MadeCompany, type MadeUser } from '@/testing/factories'
import { auditTrail } from '@/testing/snapshot'
import { buildEvent, foldedOf } from './build-event'
import { foldEvent, writeFoldedEvents } from './fold-events'
import { publicPrincipal } from './principal'

/** What the log says of refusals at these people, which one limit counted together. */
async function eventOf(people: (MadeUser | undefined)[], company: MadeCompany) {
  for (const person of people) {
    await inCompany(company.id, scope =>
      foldEvent(
        scope,
        foldedOf(
          buildEvent(
            'session.refused',
            { reason: 'throttled' },
            {
              target: person && { type: 'user', id: person.id },
              outcome: 'refused',
              actor: publicPrincipal(),
              operation: 'signIn.withPassword',
              request: { requestId: 'x', ip: '192.0.2.1' },
            },
          ),
          'signIn.withPassword session.refused address 192.0.2.1',
        ),
      ),
    )
  }
  const [folded] = await inCompany(company.id, ({ tx }) => tx.select({ id: foldedEvents.id }).from(foldedEvents))
  await writeFoldedEvents(company.id, folded!.id)
  const { data, target_id } = (await auditTrail(company.id)).at(-1)!
  return { times: data.times, target_id }
}

test('Refusals that were counted together name a person only where all of them were about this one', async () => {
  const company = await makeCompany()
  const [ada, bea] = [await company.user(), await company.user()]
  expect(await eventOf([ada, ada], company)).toEqual({ times: 2, target_id: ada.id })
  expect(await eventOf([ada, bea], company)).toEqual({ times: 2, target_id: null })
  expect(await eventOf([ada, bea, ada], company)).toEqual({ times: 3, target_id: null })
  expect(await eventOf([undefined, ada], company)).toEqual({ times: 2, target_id: null })
})
