import { z } from 'zod'
import { batch, jsonList } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { accessIn } from '@/db/repositories/access'
import { administratorsIn } from '@/db/repositories/administrators'
import { companiesIn } from '@/db/repositories/companies'
import { invitationsIn } from '@/db/repositories/invitations'
import { assignableGroup, assignableReads, foundAssignable } from '@/lib/groups/assignable'
import { listGroupOptionsInput } from '@/lib/groups/input'
import { notFound } from '@/lib/kernel/errors'
import { redactEmail } from '@/lib/kernel/redact'
import { hashToken } from '@/lib/kernel/tokens'
import { publicCommand, query, type RecordEvent } from '@/lib/operation/define'
import { listPreferencesFor, listPreferencesSeen } from '@/lib/operation/list-preferences'
import { requireNotSuspended } from '@/lib/operation/suspension'
import { readByVisitor } from '@/lib/operation/visitor-time-zone'
import { passwordRulesFor } from '@/lib/passwords/policy'
import { builtInResources } from '@/lib/permissions/catalogue'
import { whyNotHeld } from '@/lib/permissions/held'
import { permissionKey } from '@/lib/permissions/key'
import { invitationInput } from './form-input'
import { listInvitationsInput, openInvitationInput } from './input'
import {
  editInvitationOutput,
  invitationOutput,
  newInvitationOutput,
  listInvitationGroupsOutput,
  listInvitationsOutput,
  listInvitationsPageOutput,
  openInvitationOutput,
} from './output'
import { usableInvitation } from './token-validity'
import './events'

const PAGE = 25

export const newInvitation = query({
  name: 'invitations.new',
  permission: 'users:invite',
  explain: 'Open the form to invite people.',
  input: z.object({}),
  output: newInvitationOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }) {
    const { groupOptions, groupTotal, helpers, company } = await batch(scope.tx, {
      ...assignableReads(scope),
      company: jsonList(companiesIn(scope).invitationDays()),
    })
    record('invitation_form.viewed', {})
    return {
      groups: groupOptions.map(group => ({ ...assignableGroup(group, { actor, helpers }), grants: group.keys })),
      groupTotal: groupTotal ?? 0,
      days: company[0]!.days,
    }
  },
})

export const listInvitationGroups = query({
  name: 'invitations.listGroups',
  permission: 'users:invite',
  explain: 'Find groups to invite people into.',
  input: listGroupOptionsInput,
  output: listInvitationGroupsOutput,
  internal: 'It belongs to a form.',
  typed: ({ q }) => ({ text: q }),
  isWhole: ({ groups, total }) => groups.length === total,
  run: (context, { q }) => foundAssignable(context, q),
})

export const editInvitation = query({
  name: 'invitations.edit',
  permission: 'users:invite',
  explain: 'Open the form to edit an invitation.',
  input: invitationInput,
  output: editInvitationOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { invitationId }) {
    const { found, permissions, helpers } = await batch(scope.tx, {
      found: jsonList(invitationsIn(scope).openOne(invitationId)),
      permissions: jsonList(accessIn(scope).permissionsOf(invitationsIn(scope).personOf(invitationId))),
      helpers: jsonList(administratorsIn(scope).names()),
    })
    const row = found[0]
    if (!row) throw notFound('Invitation')
    record('invitation_form.viewed', {})
    const { id, email, status, userId, name, version } = row
    return {
      invitation: { id, email, status },
      person: { id: userId, name, version },
      hindrance: whyNotHeld(
        'handOut',
        actor,
        permissions.map(permissionKey),
        helpers.map(helper => helper.name),
      ),
    }
  },
})

/** A page of what was found, and the record that it was seen. */
function invitationsSeen<Row extends { id: string; createdAt: Date }>(
  found: Row[],
  { q, status, cursor, limit = PAGE }: z.output<typeof listInvitationsInput>,
  record: RecordEvent,
) {
  const { rows, ...neighbours } = pageOf(found, limit, decodeCursor(cursor), row => row.createdAt.toISOString())
  const filters = Object.entries({ q: q && redactEmail(q), status }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  )
  record('invitations.listed', { filters: Object.fromEntries(filters), shown: rows.length })
  return { invitations: rows, ...neighbours }
}

export const listInvitations = query({
  name: 'invitations.list',
  permission: 'users:invite',
  explain: 'See invitations, who sent them and whether they were delivered.',
  input: listInvitationsInput,
  output: listInvitationsOutput,
  http: { method: 'GET', path: '/invitations' },
  async run({ scope, record }, input) {
    const found = await invitationsIn(scope).list(input, decodeCursor(input.cursor), input.limit ?? PAGE)
    const seen = invitationsSeen(found, input, record)
    return { ...seen, invitations: seen.invitations.map(invitation => invitationOutput.parse(invitation)) }
  },
})

export const listInvitationsPage = query({
  name: 'invitations.listPage',
  permission: 'users:invite',
  explain: 'See invitations, who sent them and whether they were delivered.',
  input: listInvitationsInput,
  output: listInvitationsPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, input) {
    const all = { keys: actor.permissions }
    const { found, helpers, total, preferences } = await batch(scope.tx, {
      preferences: listPreferencesFor(scope, actor.userId, 'invitations'),
      total: invitationsIn(scope).total(input),
      found: jsonList(
        invitationsIn(scope).list(input, decodeCursor(input.cursor), input.limit ?? PAGE, {
          opensMore: all,
          opensMoreOfConsole: { ...all, resources: builtInResources },
        }),
      ),
      helpers: jsonList(administratorsIn(scope).names()),
    })
    return {
      ...invitationsSeen(found, input, record),
      ...listPreferencesSeen('invitations', preferences),
      helpers: helpers.map(({ name }) => name),
      total,
    }
  },
})

/**
 * What the page of a link shows; undefined for every link that cannot be used, of whatever company. Uses nothing up and
 * writes nothing: programs that scan mail open links too.
 */
export const openInvitation = publicCommand({
  name: 'invitations.open',
  explain: 'Open an invitation.',
  input: openInvitationInput,
  output: openInvitationOutput,
  run: async ({ transaction, request }, { token }) =>
    transaction(async ({ scope }) => {
      const found = await usableInvitation(scope, hashToken(token))
      if (found) readByVisitor(request, found)
      if (found) await requireNotSuspended(scope)
      return found && { ...found, policy: (await passwordRulesFor(scope)).policy }
    }),
})
