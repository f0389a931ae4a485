import { z } from 'zod'
import { jsonList, emptyList, batch, type Batch } from '@/db/json'
import { enrolmentIn, peopleOf } from '@/db/repositories/enrolment'
import { exemptionsIn } from '@/db/repositories/exemptions'
import { securityIn } from '@/db/repositories/security'
import { throttlesIn } from '@/db/repositories/throttles'
import type { CompanyScope } from '@/db/scope'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { requireSession } from '@/lib/operation/actor'
import { can, type PermissionHolder } from '@/lib/operation/can'
import { query, type Context } from '@/lib/operation/define'
import { requireHit } from '@/lib/operation/versions'
import { mailIsOn } from '@/lib/platform/mail/transport'
import { requireOwnNetwork, isRisky, withChange } from './change'
import { consequencesOf, sessionsOutsideNetworks, consequenceQueries } from './consequences'
import { previewSecurityInput } from './input'
import { rulesMeanwhile } from './meanwhile'
import { viewSecurityOutput, viewSecurityPageOutput, previewSecurityOutput } from './output'
import { summarizeChanges } from './summary'
import './events'

const seesPeople = (actor: PermissionHolder): boolean => can(actor, 'users:read')

/** What programs and its page read of how people sign in. */
const securityReads = (scope: CompanyScope, actor: PermissionHolder) => ({
  trials: jsonList(securityIn(scope).trial()),
  versions: jsonList(securityIn(scope).version()),
  exemptions: seesPeople(actor) ? jsonList(exemptionsIn(scope).current()) : emptyList<never>(),
})

/** What both are told of it, and the record that they were. */
function securitySeen(
  { trials, versions, exemptions }: Batch<ReturnType<typeof securityReads>>,
  { scope, actor, record }: Context,
) {
  record('security.viewed', {}, { target: { type: 'company', id: scope.companyId } })
  const [trial] = trials
  return {
    version: versions[0]!.version,
    settings: actor.security,
    trial: trial && {
      by: trial.by,
      changes: summarizeChanges(readSecuritySettings(trial.before), readSecuritySettings(trial.settings)),
    },
    exemptions: seesPeople(actor) ? exemptions : undefined,
  }
}

export const viewSecurity = query({
  name: 'security.view',
  permission: 'settings:read',
  explain: 'See how people sign in, and who uses two-factor authentication.',
  input: z.object({}),
  output: viewSecurityOutput,
  http: { method: 'GET', path: '/company/security' },
  versioned: ({ version }) => version,
  async run(context) {
    return securitySeen(await batch(context.scope.tx, securityReads(context.scope, context.actor)), context)
  },
})

export const viewSecurityPage = query({
  name: 'security.viewPage',
  permission: 'settings:read',
  explain: 'See how people sign in, and who uses two-factor authentication.',
  input: z.object({}),
  output: viewSecurityPageOutput,
  internal: 'It draws a page.',
  async run(context) {
    const { scope, actor, request } = context
    const { counts, groups, waiting, addresses, ...read } = await batch(scope.tx, {
      ...securityReads(scope, actor),
      counts: jsonList(enrolmentIn(scope).counts()),
      groups: jsonList(enrolmentIn(scope).requiringGroups()),
      waiting: seesPeople(actor) ? jsonList(throttlesIn(scope).waitingPeople()) : emptyList<never>(),
      addresses: jsonList(throttlesIn(scope).waitingAddresses()),
    })
    return {
      ...securitySeen(read, context),
      enrolment: counts[0]!,
      groups,
      waiting: seesPeople(actor) ? waiting : undefined,
      /** Addresses and networks that wait. */
      addresses,
      /** Where the reader comes from, for the button that adds it. */
      ownAddress: request.ip,
    }
  },
})

export const previewSecurity = query({
  name: 'security.preview',
  permission: 'settings:manage-security',
  explain: 'Preview whom a change of the security settings affects.',
  input: previewSecurityInput,
  output: previewSecurityOutput,
  internal: 'It draws a page.',
  plannedAnew: true,
  async run({ scope, actor, record, request }, { version, ...proposed }) {
    const before = actor.security
    const after = withChange(before, proposed)
    requireOwnNetwork(after, request.ip)
    const asked = consequenceQueries(before, after)
    const enrolment = enrolmentIn(scope)
    const found = await batch(scope.tx, {
      withoutFactor: asked.withoutFactor ? jsonList(enrolment.without()) : emptyList<never>(),
      expired: asked.expired
        ? jsonList(enrolment.withPasswordOlderThan(after.password.expiryDays))
        : emptyList<never>(),
      withPassword: asked.withPassword ? jsonList(enrolment.withPassword()) : emptyList<never>(),
      sessions: asked.sessions ? jsonList(enrolment.withSessionsBeyond(after.sessions)) : emptyList<never>(),
      addresses: asked.outside ? jsonList(enrolment.addresses()) : emptyList<never>(),
      noWayIn: asked.noWayIn ? jsonList(enrolment.withoutWayIn(after.signIn)) : emptyList<never>(),
      versions: jsonList(securityIn(scope).version()),
    })
    const present = found.versions[0]!
    const seen = version === undefined || version === present.version ? present.version : undefined
    await requireHit({ scope, actor }, seen, present, rulesMeanwhile(before, after, proposed))
    const changes = summarizeChanges(before, after)
    record('security_preview.viewed', { changes }, { target: { type: 'company', id: scope.companyId } })
    return {
      version: present.version,
      /** To be sent along when it is saved. */
      proposed,
      changes,
      risky: isRisky(before, after),
      consequences: consequencesOf(before, after, {
        ...(asked.withoutFactor && {
          withoutFactor: peopleOf(found.withoutFactor),
          actorWithout: !requireSession(actor).assurance.hasFactor,
        }),
        ...(asked.expired && { expired: peopleOf(found.expired) }),
        ...(asked.withPassword && { withPassword: peopleOf(found.withPassword) }),
        ...(asked.sessions && {
          sessions: { ...peopleOf(found.sessions), sessions: found.sessions[0]?.sessions ?? 0 },
        }),
        ...(asked.outside && {
          outside: sessionsOutsideNetworks(
            after.networks,
            found.addresses.filter(({ userId }) => userId !== actor.userId),
          ),
        }),
        ...(asked.noWayIn && { noWayIn: peopleOf(found.noWayIn), mailOff: !mailIsOn() }),
      }),
    }
  },
})
