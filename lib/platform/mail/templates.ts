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
  test: content => ({ subject: `Mail from ${content.company} arrives`, body: TestMail(content) }),
  invitation: content => ({
    subject: `${content.inviter} invites you to ${content.company}`,
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
    subject: `Your account at ${content.company} was used on a new device`,
    body: NewDevice(content),
  }),
  'sign-in-code': content => ({ subject: `Your code for signing in to ${content.company}`, body: SignInCode(content) }),
  'second-factor-added': content => ({
    subject: `A second factor was added to your account at ${content.company}`,
    body: SecondFactorAdded(content),
  }),
  'second-factor-removed': content => ({
    subject: `A second factor was removed from your account at ${content.company}`,
    body: SecondFactorRemoved(content),
  }),
  'second-factor-reset': content => ({
    subject: `Your second factor at ${content.company} was reset`,
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
    subject: `Your email address for ${content.company} is to be changed`,
    body: EmailChangeRequested(content),
  }),
  'email-changed': content => ({
    subject: `Your email address for ${content.company} was changed`,
    body: EmailChanged(content),
  }),
  'email-change-completed': content => ({
    subject: `Sign in to ${content.company} by this address now`,
    body: EmailChangeCompleted(content),
  }),
  'email-change-stopped': content => ({
    subject: `Your email address for ${content.company} stays this one`,
    body: EmailChangeStopped(content),
  }),
  'email-change-objected': content => ({
    subject: `${content.person} objected to another email address at ${content.company}`,
    body: EmailChangeObjected(content),
  }),
  'groups-changed': content => ({ subject: `Your groups at ${content.company} changed`, body: GroupsChanged(content) }),
  'second-factor-reminder': content => ({
    subject: `Set up a second factor for ${content.company}`,
    body: SecondFactorReminder(content),
  }),
}

/** @throws Error for a template that this version does not know. */
export function fillTemplate(name: string, content: unknown): EmailTemplate {
  const template = lookup(templates, name) as ((content: unknown) => EmailTemplate) | undefined
  if (!template) throw new Error(`There is no mail called ${name}.`)
  return template(content)
}

const kinds: Record<TemplateName, { label: string; priority: MailPriority }> = {
  test: { label: 'Test mail', priority: 'normal' },
  invitation: { label: 'Invitation', priority: 'normal' },
  'password-reset': { label: 'Link for a new password', priority: 'urgent' },
  'password-changed': { label: 'Password was changed', priority: 'normal' },
  'new-device': { label: 'Sign-in on a new device', priority: 'normal' },
  'sign-in-code': { label: 'Sign-in code', priority: 'urgent' },
  'second-factor-added': { label: 'Second factor was added', priority: 'normal' },
  'second-factor-removed': { label: 'Second factor was removed', priority: 'normal' },
  'second-factor-reset': { label: 'Second factor was reset', priority: 'normal' },
  'recovery-code-used': { label: 'Recovery code was used', priority: 'normal' },
  'email-change-link': { label: 'Link for a new email address', priority: 'urgent' },
  'email-change-requested': { label: 'Email address is to be changed', priority: 'normal' },
  'email-changed': { label: 'Email address was changed', priority: 'normal' },
  'email-change-completed': { label: 'New email address is in effect', priority: 'normal' },
  'email-change-stopped': { label: 'Email address stays', priority: 'normal' },
  'email-change-objected': { label: 'Objection to a new email address', priority: 'normal' },
  'groups-changed': { label: 'Groups were changed', priority: 'normal' },
  'second-factor-reminder': { label: 'Reminder of the second factor', priority: 'bulk' },
}

/** How a kind of mail is called on pages; it may be one that this version no longer knows. */
export const templateLabel = (template: string): string => lookup(kinds, template)?.label ?? template

/** How soon a kind of mail goes out, where its sender says nothing else. */
export const templatePriority = (template: TemplateName): MailPriority => kinds[template].priority
