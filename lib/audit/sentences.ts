import { pluralize, formatDate, formatList } from '@/lib/kernel/format'
import { lookup } from '@/lib/kernel/lookup'
import { countOfEnded, deactivationOf, endedKinds } from './ended-access'
import type { EventData, EventName } from './events'
import {
  because,
  bulkActionPhrases,
  bulkWords,
  changed,
  factorWord,
  filtered,
  inGroups,
  invitationRefusedBecause,
  proofWord,
  quoted,
  refusedBecause,
  signedInWith,
  stoppedBecause,
} from './phrases'

/** Names in the sentence: who did it and, where it was done to a person, to whom. */
export interface Names {
  actor: string
  target: string
  /** It was done to a person. */
  person: boolean
  /** Somebody did it to themselves. */
  self: boolean
  /** What the refused operation does, to follow "to" or "could not". */
  action: string
}

type Sentences = { [E in EventName]: (data: EventData[E], names: Names) => string }

/** A sentence for each event, of its facts and the names its people have today. */
export const sentences: Sentences = {
  'session.started': ({ method, factor }, { actor }) =>
    `${actor} signed in ${lookup(signedInWith, method) ?? 'with a password'}${factor ? ` and ${proofWord(factor)}` : ''}.`,
  'session.second_factor_pending': ({ method }, { actor }) =>
    `${actor} gave the right ${method === 'email_code' ? 'code from their mail' : 'password'}; the second factor is still to come.`,
  'session.refused': ({ reason, email }, { target }) =>
    `A sign-in as ${email ?? target} was refused: ${lookup(refusedBecause, reason) ?? 'a rule forbids it'}.`,
  'session.ended': ({ own, replaced }, { actor, target, person, self }) => {
    if (replaced)
      return `${actor} signed in again in the same browser, which ended ${self ? 'their earlier session' : `the session of ${target}`} there.`
    if (own || self) return `${actor} ended one of their own sessions.`
    return person ? `${actor} ended a session of ${target}.` : `${actor} signed out.`
  },
  'sessions.ended': ({ count }, { actor, target, person, self }) =>
    person && !self
      ? `${actor} signed ${target} out everywhere (${pluralize(count, 'session')}).`
      : `${actor} signed out everywhere else (${pluralize(count, 'session')}).`,
  'company.created': ({ name, slug }, { actor }) =>
    `${actor} created the company ${quoted(name)} with the slug ${slug}.`,
  'company.renamed': ({ from, to }, { actor }) => `${actor} renamed the company from ${quoted(from)} to ${quoted(to)}.`,
  'company.slug_changed': ({ from, to }, { actor }) => `${actor} changed the company's slug from ${from} to ${to}.`,
  'company.suspended': ({ because }, { actor }) =>
    `${actor} suspended the company${because ? `: ${quoted(because.replace(/\.$/, ''))}` : ''}.`,
  'company.resumed': ({ since }, { actor }) =>
    `${actor} resumed the company, which had been suspended since ${formatDate(new Date(since))}.`,
  'company.invitation_days_changed': ({ days }, { actor }) =>
    `${actor} changed how long invitations are good from ${pluralize(days.from, 'day')} to ${pluralize(days.to, 'day')}.`,
  'settings.viewed': (_, { actor }) => `${actor} looked at the settings.`,
  'dashboard.viewed': (_, { actor }) => `${actor} opened the dashboard.`,
  'access.viewed': (_, { actor }) => `${actor} looked at their own access.`,
  'profile.viewed': (_, { actor }) => `${actor} looked at their profile.`,
  'profile.renamed': (_, { actor }) => `${actor} changed their name.`,
  'password.changed': ({ sessionsEnded }, { actor }) =>
    `${actor} changed their password${sessionsEnded ? `; ${pluralize(sessionsEnded, 'other session')} ended` : ''}.`,
  'password.reset': ({ sessionsEnded }, { actor }) =>
    `${actor} chose a new password with a mailed link; ${pluralize(sessionsEnded, 'session')} ended.`,
  'password_reset.requested': ({ reason, email }, { actor, target }) =>
    `${actor} asked for a link to choose a new password for ${email ?? target}${reason ? `; none was sent, because ${lookup(refusedBecause, reason) ?? 'a rule forbids it'}` : ''}.`,
  'password_reset.sent': (_, { actor, target }) => `${actor} had a link to choose a new password sent to ${target}.`,
  'password_reset.viewed': (_, { actor, target }) => `${actor} opened the link to choose a new password for ${target}.`,
  'password_reset.refused': (_, { actor }) =>
    `${actor} tried to choose a new password with a link that was not good any more.`,
  'mail.viewed': ({ filters, shown }, { actor }) =>
    `${actor} looked at the mail that was sent${filtered(filters)}, ${pluralize(shown, 'mail')} shown.`,
  'mail.test_sent': (_, { actor }) => `${actor} sent a test mail to their own address.`,
  'mail.retried': ({ mail }, { actor, target, person }) =>
    `${actor} had a mail (${mail.toLowerCase()})${person ? ` to ${target}` : ''} tried again at once.`,
  'users.listed': ({ filters, shown }, { actor }) =>
    `${actor} looked at the list of users${filtered(filters)}, ${pluralize(shown, 'person', 'people')} shown.`,
  'user.viewed': (_, { actor, target, self }) =>
    `${actor} looked at ${self ? 'their own page' : `the page of ${target}`}.`,
  'user.created': ({ groups }, { actor, target }) =>
    `${actor} added ${target} as a new user, ${groups.length ? `in ${inGroups(groups)}` : 'without a group'}.`,
  'user.deactivated': (data, { actor, target }) => {
    const { ended, invitationsCancelled = 0 } = deactivationOf(data)
    const counts = endedKinds
      .filter(kind => kind === 'sessions' || ended[kind] > 0)
      .map(kind => countOfEnded(kind, ended[kind] ?? 0))
    const cancelled = invitationsCancelled ? `, ${pluralize(invitationsCancelled, 'invitation')} cancelled` : ''
    return `${actor} deactivated ${target}; ${formatList(counts)} ended${cancelled}.`
  },
  'user.updated': ({ fields }, { actor, target, self }) =>
    fields.length
      ? `${actor} changed ${self ? 'their own' : 'the'} ${formatList(fields)}${self ? '' : ` of ${target}`}.`
      : `${actor} saved ${self ? 'their own details' : `the details of ${target}`} without changes.`,
  'user.reactivated': ({ groups }, { actor, target }) =>
    `${actor} reactivated ${target}${groups.length ? `, who is in ${inGroups(groups)} again` : ''}.`,
  'user.deleted': ({ groups }, { actor, target }) =>
    `${actor} deleted ${target}${groups.length ? `, who was in ${inGroups(groups)}` : ''}.`,
  'invitation_form.viewed': (_, { actor }) => `${actor} opened the form that invites people.`,
  'invitations.listed': ({ filters, shown }, { actor }) =>
    `${actor} looked at the list of invitations${filtered(filters)}, ${shown} shown.`,
  'invitation.sent': ({ groups, days }, { actor, target }) =>
    `${actor} invited ${target}${groups.length ? ` into ${inGroups(groups)}` : ''}, for ${pluralize(days, 'day')}.`,
  'invitation.resent': ({ days }, { actor, target }) =>
    `${actor} sent the invitation of ${target} again, for ${pluralize(days, 'day')}.`,
  'invitation.cancelled': (_, { actor, target }) => `${actor} cancelled the invitation of ${target}.`,
  'invitation.link_revealed': (_, { actor, target }) => `${actor} copied the link of the invitation of ${target}.`,
  'invitation.accepted': ({ groups }, { actor }) =>
    `${actor} accepted the invitation${groups.length ? ` and is in ${inGroups(groups)}` : ''}.`,
  'invitation.refused': ({ because: why }, { actor, target }) =>
    why
      ? `${actor} could not accept the invitation of ${target}: ${invitationRefusedBecause[why]}. Send it again.`
      : `${actor} tried to accept an invitation that had expired, was cancelled or was used already.`,
  'receipt.viewed': (_, { actor, target, self }) =>
    `${actor} looked at ${self ? 'their own offboarding receipt' : `the offboarding receipt of ${target}`}.`,
  'bulk_preview.viewed': ({ act, concerned, skipped }, { actor }) =>
    `${actor} looked at what ${bulkWords[act]} in bulk would do: ${pluralize(concerned, 'person', 'people')} concerned, ${skipped} skipped.`,
  'bulk_result.viewed': (_, { actor }) => `${actor} looked at the result of a bulk act.`,
  'users.bulk_completed': ({ act, group: of, done, skipped, filters }, { actor }) => {
    const left = Object.values(skipped).reduce((sum, count) => sum + count, 0)
    const taken = filters ? ', all who matched' : ''
    return `${actor} ${bulkActionPhrases[act](pluralize(done, 'person', 'people'), of?.name ?? '')} in one go${taken}${filters ? filtered(filters) : ''}${left ? `; ${left} skipped` : ''}.`
  },
  'groups.listed': ({ shown }, { actor }) => `${actor} looked at the list of groups, ${shown} shown.`,
  'group.viewed': ({ group }, { actor }) => `${actor} looked at the group ${group.name}.`,
  'group_form.viewed': (_, { actor }) => `${actor} opened the form for a new group.`,
  'group.created': ({ group }, { actor }) => `${actor} created the group ${group.name}.`,
  'group.updated': ({ group, changes }, { actor }) =>
    Object.keys(changes).length
      ? `${actor} changed the group ${group.name}: ${changed(changes)}.`
      : `${actor} saved the group ${group.name} without changes.`,
  'group.deleted': ({ group, members, permissions }, { actor }) =>
    `${actor} deleted the group ${group.name} with ${pluralize(members, 'member')}${permissions.length ? `, which granted ${formatList(permissions)}` : ''}.`,
  'group.member_added': ({ group, already }, { actor, target }) =>
    already
      ? `${actor} added ${target} to the group ${group.name}, where they were already.`
      : `${actor} added ${target} to the group ${group.name}.`,
  'group.member_removed': ({ group, already }, { actor, target }) =>
    already
      ? `${actor} removed ${target} from the group ${group.name}, where they no longer were.`
      : `${actor} removed ${target} from the group ${group.name}.`,
  'group.permissions_changed': ({ group, granted, revoked }, { actor }) => {
    const parts = [
      granted.length && `granted ${formatList(granted)} to`,
      revoked.length && `revoked ${formatList(revoked)} from`,
    ].filter(Boolean)
    return parts.length
      ? `${actor} ${parts.join(' and ')} the group ${group.name}.`
      : `${actor} saved the permissions of the group ${group.name} without changes.`
  },
  'permissions.listed': ({ shown }, { actor }) => `${actor} looked at the catalogue of permissions, ${shown} shown.`,
  'permission.viewed': ({ permission }, { actor }) => `${actor} looked at the permission ${permission}.`,
  'permission.created': ({ permission }, { actor }) => `${actor} added the permission ${permission}.`,
  'permission.updated': ({ permission, changes }, { actor }) =>
    Object.keys(changes).length
      ? `${actor} changed the permission ${permission}: ${changed(changes)}.`
      : `${actor} saved the permission ${permission} without changes.`,
  'permission.deleted': ({ permission, groups, people }, { actor }) =>
    `${actor} deleted the permission ${permission}${groups.length ? `, which ${formatList(groups)} granted; ${pluralize(people, 'person', 'people')} lost it` : ''}.`,
  'imports.listed': ({ shown }, { actor }) => `${actor} looked at the imports, ${shown} shown.`,
  'import_template.downloaded': (_, { actor }) => `${actor} downloaded the template for imports.`,
  'import.viewed': ({ file }, { actor }) => `${actor} looked at the import of ${file}.`,
  'import.reviewed': ({ file, rows, verdicts }, { actor }) =>
    `${actor} had ${file} reviewed for an import: ${pluralize(rows, 'row')}, ${verdicts.new ?? 0} of them new people. Nobody was invited yet.`,
  'import.started': ({ file, createdGroups }, { actor }) =>
    `${actor} started the import of ${file}${createdGroups.length ? `, which created ${inGroups(createdGroups)}` : ''}.`,
  'import.stopped': ({ file, done, total, because: why, missing = [] }, { actor }) =>
    why
      ? `The import of ${file} stopped at ${done} of ${total} rows, because ${stoppedBecause(actor, missing)[why]}.`
      : `${actor} stopped the import of ${file} at ${done} of ${total} rows.`,
  'import.continued': ({ file, done, total }, { actor }) =>
    `${actor} let the import of ${file} go on from row ${done} of ${total}.`,
  'import.ended': ({ file, invited, skipped, failed }, { actor }) =>
    `${actor} finished the import of ${file}: ${pluralize(invited, 'person', 'people')} invited, ${pluralize(skipped, 'row')} skipped, ${failed} failed.`,
  'import.downloaded': ({ file, rows }, { actor }) =>
    `${actor} downloaded the failed rows of ${file} (${pluralize(rows, 'row')}).`,
  'import.undo_started': ({ file }, { actor }) => `${actor} began to undo the import of ${file}.`,
  'import.undone': ({ file, cancelled, kept, emptyGroups }, { actor }) =>
    `${actor} undid the import of ${file}: ${pluralize(cancelled, 'invitation')} cancelled, ${pluralize(kept, 'person', 'people')} who had accepted left as they are${
      emptyGroups.length ? `; it leaves ${inGroups(emptyGroups)} without members` : ''
    }.`,
  'group.second_factor_changed': ({ group, from, to }, { actor }) =>
    from === to
      ? `${actor} saved the second factor of the group ${group.name} without changes: ${to}.`
      : `${actor} changed the second factor of the group ${group.name} from ${from} to ${to}.`,
  'security.viewed': (_, { actor }) => `${actor} looked at the security settings.`,
  'security_preview.viewed': ({ changes }, { actor }) =>
    `${actor} looked at what a change of the security settings would mean${Object.keys(changes).length ? `: ${changed(changes)}` : ''}.`,
  'security.changed': ({ changes, trialUntil }, { actor }) => {
    if (!Object.keys(changes).length) return `${actor} saved the security settings without changes.`
    const trial = trialUntil ? ' on trial' : ''
    return `${actor} changed the security settings${trial}: ${changed(changes)}.`
  },
  'security.confirmed': ({ changes }, { actor }) =>
    `${actor} kept the security settings that were on trial: ${changed(changes)}.`,
  'security.reverted': ({ by, changes }, { actor }) =>
    `${actor} took back the security settings that were on trial${by === 'time' ? ', because their time was over and nobody had kept them' : ''}: ${changed(changes)}.`,
  'exemption.granted': ({ reason, lastDay }, { actor, target }) =>
    `${actor} let ${target} do without a second factor until ${lastDay}: ${quoted(reason)}.`,
  'exemption.ended': (_, { actor, target }) => `${actor} ended the exception of ${target} from the second factor.`,
  'throttle.lifted': ({ already, address }, { actor, target }) => {
    if (address)
      return `${actor} ended the wait ${already ? `for ${address}, which was over already` : `after failed sign-ins from ${address}`}.`
    return already
      ? `${actor} let ${target} sign in without a wait; there was none.`
      : `${actor} ended the wait of ${target} after failed sign-ins.`
  },
  'audit.viewed': ({ filters, shown }, { actor }) =>
    `${actor} read the audit log${filtered(filters)}, ${pluralize(shown, 'event')} shown.`,
  'session.stepped_up': ({ by }, { actor }) => `${actor} confirmed with ${proofWord(by)} that it is they.`,
  'step_up_methods.viewed': (_, { actor }) => `${actor} was asked to confirm that it is they.`,
  'second_factor.viewed': (_, { actor }) => `${actor} looked at their second factor.`,
  'second_factor.enrolment_started': (_, { actor }) => `${actor} began to set up an authenticator app.`,
  'second_factor.added': ({ kind, replaced }, { actor }) =>
    replaced
      ? `${actor} replaced their second factor by ${factorWord(kind)} with a new key.`
      : `${actor} set up ${factorWord(kind)} as their second factor.`,
  'second_factor.removed': ({ kind }, { actor }) => `${actor} removed ${factorWord(kind)} as their second factor.`,
  'second_factor.reset': ({ sessionsEnded }, { actor, target }) =>
    `${actor} reset the second factor of ${target}; ${pluralize(sessionsEnded, 'session')} ended.`,
  'second_factor.verified': ({ by }, { actor }) => `${actor} showed their second factor: ${proofWord(by)}.`,
  'recovery_codes.generated': (_, { actor }) =>
    `${actor} made new recovery codes; the former ones are no good any more.`,
  'recovery_code.used': ({ left }, { actor }) =>
    `${actor} used a recovery code; ${left} of them ${left === 1 ? 'is' : 'are'} left.`,
  'device.trusted': ({ until }, { actor }) =>
    `${actor} trusted a device until ${until.slice(0, 10)}: no second factor is asked for on it.`,
  'device.forgotten': (_, { actor }) => `${actor} took back the trust in a device.`,
  'passkey.registration_started': (_, { actor }) => `${actor} began to add a passkey.`,
  'passkey.renamed': (_, { actor }) => `${actor} renamed one of their passkeys.`,
  'passkey.verification_started': (_, { actor }) => `${actor} was asked for a passkey.`,
  'sign_in_code.requested': ({ reason, email }, { actor, target }) =>
    `${actor} asked for a sign-in code for ${email ?? target}${reason ? `; none was sent: ${lookup(refusedBecause, reason) ?? 'a rule forbids it'}` : ''}.`,
  'operation.refused': ({ code, permission }, { actor, action }) =>
    permission
      ? `${actor} was not allowed to ${action}: this needs the permission ${permission}.`
      : `${actor} could not ${action}: ${lookup(because, code) ?? 'a rule forbids it'}.`,
}
