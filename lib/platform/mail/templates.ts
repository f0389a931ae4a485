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

export type TemplateName = keyof TemplateContents

interface EmailTemplate {
  subject: string
  /** Its outermost element is given what the company looks like. */
  body: ReactElement<Branded>
}

type Templates = { [L in TemplateName]: (content: TemplateContents[L]) => EmailTemplate }

/** Subjects carry the company's name, so that nobody wonders where a mail comes from. */
const templates: Templates = {
  test: content => ({ subject: `Test email from ${content.company}`, body: TestMail(content) }),
  invitation: content => ({
    subject: `${content.inviter} invited you to join ${content.company}`,
    body: Invitation(content),
  }),
  'password-reset': content => ({
    subject: `Choose a new password for ${content.company}`,
    body: PasswordReset(content),
  }),
  'password-changed': content => ({
    subject: `Your password for ${content.company} was changed`,
    body: PasswordChanged(content),
  }),
  'new-device': content => ({
    subject: `New sign-in to your account at ${content.company}`,
    body: NewDevice(content),
  }),
  'sign-in-code': content => ({ subject: `Your sign-in code for ${content.company}`, body: SignInCode(content) }),
  'second-factor-added': content => ({
    subject: `Two-factor method added at ${content.company}`,
    body: SecondFactorAdded(content),
  }),
  'second-factor-removed': content => ({
    subject: `Two-factor method removed at ${content.company}`,
    body: SecondFactorRemoved(content),
  }),
  'second-factor-reset': content => ({
    subject: `Your two-factor authentication at ${content.company} was reset`,
    body: SecondFactorReset(content),
  }),
  'recovery-code-used': content => ({
    subject: `A recovery code was used for your account at ${content.company}`,
    body: RecoveryCodeUsed(content),
  }),
  'email-change-link': content => ({
    subject: `Confirm your new email address for ${content.company}`,
    body: EmailChangeLink(content),
  }),
  'email-change-requested': content => ({
    subject: `Email address change requested at ${content.company}`,
    body: EmailChangeRequested(content),
  }),
  'email-changed': content => ({
    subject: `Your email address for ${content.company} was changed`,
    body: EmailChanged(content),
  }),
  'email-change-completed': content => ({
    subject: `You now sign in to ${content.company} with this address`,
    body: EmailChangeCompleted(content),
  }),
  'email-change-stopped': content => ({
    subject: `Your email address for ${content.company} was not changed`,
    body: EmailChangeStopped(content),
  }),
  'email-change-objected': content => ({
    subject: `${content.person} reported an email address change at ${content.company}`,
    body: EmailChangeObjected(content),
  }),
  'groups-changed': content => ({ subject: `Your groups at ${content.company} changed`, body: GroupsChanged(content) }),
  'second-factor-reminder': content => ({
    subject: `Set up two-factor authentication for ${content.company}`,
    body: SecondFactorReminder(content),
  }),
}

/** @throws Error for a template that this version does not know. */
export function fillTemplate(name: string, content: unknown): EmailTemplate {
  const template = lookup(templates, name) as ((content: unknown) => EmailTemplate) | undefined
  if (!template) throw new Error(`There is no email called ${name}.`)
  return template(content)
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
