import { z } from 'zod'
import { jsonList, nothing, together } from '@/db/json'
import { coverageIn, peopleOf } from '@/db/repositories/enrolment'
import { exemptionsIn } from '@/db/repositories/exemptions'
import { securityIn } from '@/db/repositories/security'
import { throttlesIn } from '@/db/repositories/throttles'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { can } from '@/lib/operation/can'
import { query } from '@/lib/operation/define'
import { mailIsOn } from '@/lib/platform/mail/transport'
import { demandOwnNetwork, isRisky, withChange } from './change'
import { consequencesOf, outsideOf, questionsOf } from './consequences'
import { proposedSecurity } from './input'
import { changesInWords } from './summary'

export const viewSecurity = query({
  name: 'security.view',
  permission: 'settings:read',
  explain: 'See how the people of the company sign in, and who has a second factor.',
  input: z.object({}),
  async run({ scope, actor, record, request }) {
    const seesPeople = can(actor, 'users:read')
    const coverage = coverageIn(scope)
    const { counts, trials, groups, exemptions, waiting, addresses } = await together(scope.tx, {
      counts: jsonList(coverage.counts()),
      trials: jsonList(securityIn(scope).trial(), ['since', 'until']),
      groups: jsonList(coverage.requiringGroups(), ['since']),
      exemptions: seesPeople ? jsonList(exemptionsIn(scope).current(), ['until']) : nothing<never>(),
      waiting: seesPeople ? jsonList(throttlesIn(scope).waitingPeople(), ['until']) : nothing<never>(),
      addresses: jsonList(throttlesIn(scope).waitingAddresses(), ['until']),
    })
    record('security.viewed', {}, { target: { type: 'company', id: scope.companyId } })
    const [trial] = trials
    return {
      settings: actor.security,
      trial: trial && {
        by: trial.by,
        changes: changesInWords(readSecuritySettings(trial.before), readSecuritySettings(trial.settings)),
      },
      coverage: counts[0]!,
      groups,
      exemptions: seesPeople ? exemptions : undefined,
      waiting: seesPeople ? waiting : undefined,
      /** Addresses and networks that wait. */
      addresses,
      /** Where the reader comes from, for the button that adds it. */
      ownAddress: request.ip,
    }
  },
})

export const previewSecurity = query({
  name: 'security.preview',
  permission: 'settings:update',
  explain: 'See whom a change of the security settings would concern, before it is made.',
  input: proposedSecurity,
  async run({ scope, actor, record, request }, proposed) {
    const before = actor.security
    const after = withChange(before, proposed)
    demandOwnNetwork(after, request.ip)
    const asked = questionsOf(before, after)
    const coverage = coverageIn(scope)
    const found = await together(scope.tx, {
      withoutFactor: asked.withoutFactor ? jsonList(coverage.without()) : nothing<never>(),
      expired: asked.expired ? jsonList(coverage.withPasswordOlderThan(after.password.expiryDays)) : nothing<never>(),
      withPassword: asked.withPassword ? jsonList(coverage.withPassword()) : nothing<never>(),
      sessions: asked.sessions ? jsonList(coverage.withSessionsBeyond(after.sessions)) : nothing<never>(),
      addresses: asked.outside ? jsonList(coverage.addresses()) : nothing<never>(),
      noWayIn: asked.noWayIn ? jsonList(coverage.withoutWayIn(after.signIn)) : nothing<never>(),
    })
    const changes = changesInWords(before, after)
    record('security_preview.viewed', { changes }, { target: { type: 'company', id: scope.companyId } })
    return {
      /** To be sent along when it is saved. */
      proposed,
      changes,
      risky: isRisky(before, after),
      consequences: consequencesOf(before, after, {
        ...(asked.withoutFactor && {
          withoutFactor: peopleOf(found.withoutFactor),
          actorWithout: !actor.assurance.hasFactor,
        }),
        ...(asked.expired && { expired: peopleOf(found.expired) }),
        ...(asked.withPassword && { withPassword: peopleOf(found.withPassword) }),
        ...(asked.sessions && {
          sessions: { ...peopleOf(found.sessions), sessions: found.sessions[0]?.sessions ?? 0 },
        }),
        ...(asked.outside && {
          outside: outsideOf(
            after.networks,
            found.addresses.filter(({ userId }) => userId !== actor.userId),
          ),
        }),
        ...(asked.noWayIn && { noWayIn: peopleOf(found.noWayIn), mailOff: !mailIsOn() }),
      }),
    }
  },
})
