import bulk from '@/lib/bulk/messages/en.json'
import company from '@/lib/company/messages/en.json'
import dashboard from '@/lib/dashboard/messages/en.json'
import devices from '@/lib/devices/messages/en.json'
import emailChange from '@/lib/email-change/messages/en.json'
import exemptions from '@/lib/exemptions/messages/en.json'
import groups from '@/lib/groups/messages/en.json'
import imports from '@/lib/imports/messages/en.json'
import invitations from '@/lib/invitations/messages/en.json'
import { lookup } from '@/lib/kernel/lookup'
import { formatMessage, type Messages } from '@/lib/kernel/message'
import mail from '@/lib/mail/messages/en.json'
import type { MessageArguments } from '@/lib/operation/event'
import operation from '@/lib/operation/messages/en.json'
import passkeys from '@/lib/passkeys/messages/en.json'
import passwordReset from '@/lib/password-reset/messages/en.json'
import permissions from '@/lib/permissions/messages/en.json'
import profile from '@/lib/profile/messages/en.json'
import search from '@/lib/search/messages/en.json'
import secondFactor from '@/lib/second-factor/messages/en.json'
import security from '@/lib/security/messages/en.json'
import sessions from '@/lib/sessions/messages/en.json'
import signInCode from '@/lib/sign-in-code/messages/en.json'
import throttling from '@/lib/throttling/messages/en.json'
import users from '@/lib/users/messages/en.json'
import audit from './messages/en.json'

/** What the log says in English, by key. Another language has the same keys in files of its own name beside these. */
export const englishMessages: Messages = {
  ...audit,
  ...bulk,
  ...company,
  ...dashboard,
  ...devices,
  ...emailChange,
  ...exemptions,
  ...groups,
  ...imports,
  ...invitations,
  ...mail,
  ...operation,
  ...passkeys,
  ...passwordReset,
  ...permissions,
  ...profile,
  ...search,
  ...secondFactor,
  ...security,
  ...sessions,
  ...signInCode,
  ...throttling,
  ...users,
}

/** The message of a key; undefined where there is none, as for an event of a newer version. */
export function auditMessage(key: string, values: MessageArguments = {}): string | undefined {
  const message = lookup(englishMessages, key)
  return message === undefined ? undefined : formatMessage(message, values)
}

/** What something of a group of words is called; what is not among them is as `<group>.other` says. */
export const auditWord = (group: string, name: string, values: MessageArguments = {}): string =>
  auditMessage(`${group}.${name}`, values) ?? auditMessage(`${group}.other`, values) ?? name
