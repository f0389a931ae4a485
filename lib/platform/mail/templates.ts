import type { ReactElement } from 'react'
import type { MailPriority } from '@/db/schema'
import { lookup } from '@/lib/kernel/lookup'
import type { TemplateContents } from './templates/content'
import {
  EmailChangeCompleted,
  EmailChanged,
  EmailChangeLink,
  EmailChangeObjected,
  EmailChangeRequested,
  EmailChangeStopped,
} from './templates/email-change'
import { GroupsChanged } from './templates/groups-changed'
import { Invitation } from './templates/invitation'
import type { Branded } from './templates/layout'
import { NewDevice } from './templates/new-device'
import { PasswordChanged } from './templates/password-changed'
import { PasswordReset } from './templates/password-reset'
import { RecoveryCodeUsed, SecondFactorAdded, SecondFactorRemoved, SecondFactorReset } from './templates/second-factor'
import { SecondFactorReminder } from './templates/second-factor-reminder'
import { SignInCode } from './templates/sign-in-code'
import { TestMail } from './templates/test-mail'
import { mailText } from './texts/mail-text'

export type TemplateName = keyof TemplateContents

interface EmailTemplate {
  subject: string
  /** Its outermost element is given what the company looks like. */
  body: ReactElement<Branded>
}

type Templates = { [L in TemplateName]: (content: TemplateContents[L]) => EmailTemplate['body'] }

const templates: Templates = {
  test: TestMail,
  invitation: Invitation,
  'password-reset': PasswordReset,
  'password-changed': PasswordChanged,
  'new-device': NewDevice,
  'sign-in-code': SignInCode,
  'second-factor-added': SecondFactorAdded,
  'second-factor-removed': SecondFactorRemoved,
  'second-factor-reset': SecondFactorReset,
  'recovery-code-used': RecoveryCodeUsed,
  'email-change-link': EmailChangeLink,
  'email-change-requested': EmailChangeRequested,
  'email-changed': EmailChanged,
  'email-change-completed': EmailChangeCompleted,
  'email-change-stopped': EmailChangeStopped,
  'email-change-objected': EmailChangeObjected,
  'groups-changed': GroupsChanged,
  'second-factor-reminder': SecondFactorReminder,
}

/**
 * A mail in the language of its reader. Subjects carry the company's name, so that nobody wonders where it comes from.
 * @throws Error for a template that this version does not know
 */
export function fillTemplate(name: string, content: unknown): EmailTemplate {
  const body = lookup(templates, name) as ((content: unknown) => EmailTemplate['body']) | undefined
  if (!body) throw new Error(`There is no email called ${name}.`)
  const subject = mailText(`${name as TemplateName}.subject`, content as Record<string, unknown>)
  return { subject, body: body(content) }
}

const kinds: Record<TemplateName, { label: string; priority: MailPriority }> = {
  test: { label: 'Test email', priority: 'normal' },
  invitation: { label: 'Invitation', priority: 'normal' },
  'password-reset': { label: 'Password reset link', priority: 'urgent' },
  'password-changed': { label: 'Password changed', priority: 'normal' },
  'new-device': { label: 'Sign-in on a new device', priority: 'normal' },
  'sign-in-code': { label: 'Sign-in code', priority: 'urgent' },
  'second-factor-added': { label: 'Two-factor method added', priority: 'normal' },
  'second-factor-removed': { label: 'Two-factor method removed', priority: 'normal' },
  'second-factor-reset': { label: 'Two-factor authentication reset', priority: 'normal' },
  'recovery-code-used': { label: 'Recovery code used', priority: 'normal' },
  'email-change-link': { label: 'Email confirmation link', priority: 'urgent' },
  'email-change-requested': { label: 'Email address change requested', priority: 'normal' },
  'email-changed': { label: 'Email address changed', priority: 'normal' },
  'email-change-completed': { label: 'New email address confirmed', priority: 'normal' },
  'email-change-stopped': { label: 'Email address change stopped', priority: 'normal' },
  'email-change-objected': { label: 'Email address change reported', priority: 'normal' },
  'groups-changed': { label: 'Groups changed', priority: 'normal' },
  'second-factor-reminder': { label: 'Two-factor authentication reminder', priority: 'bulk' },
}

/** How a kind of mail is called on pages; it may be one that this version no longer knows. */
export const templateLabel = (template: string): string => lookup(kinds, template)?.label ?? template

/** How soon a kind of mail goes out, where its sender says nothing else. */
export const templatePriority = (template: TemplateName): MailPriority => kinds[template].priority
