import type { ReactElement } from 'react'
import { Invitation } from './templates/invitation'
import { PasswordChanged } from './templates/password-changed'
import { PasswordReset } from './templates/password-reset'
import { TestMail } from './templates/test-mail'

/** Every mail that Console writes, and what it is filled with. Dates are ISO strings: content is stored as JSON. */
export interface Letters {
  test: { company: string; sender: string; settingsUrl: string }
  invitation: { company: string; inviter: string; message: string; url: string; expiresAt: string }
  /** `requester`: the administrator who had it sent. */
  'password-reset': { company: string; requester?: string; url: string; expiresAt: string }
  'password-changed': { company: string; by: 'link' | 'profile'; changedAt: string; forgotUrl: string }
}

export type LetterName = keyof Letters

export interface Letter {
  subject: string
  body: ReactElement
}

type Templates = { [L in LetterName]: (content: Letters[L]) => Letter }

/** Subjects carry the company's name, so that nobody wonders where a mail comes from. */
const templates: Templates = {
  test: content => ({ subject: `Mail from ${content.company} arrives`, body: TestMail(content) }),
  invitation: content => ({ subject: `${content.inviter} invites you to ${content.company}`, body: Invitation(content) }),
  'password-reset': content => ({ subject: `Choose a new password for ${content.company}`, body: PasswordReset(content) }),
  'password-changed': content => ({ subject: `Your password for ${content.company} was changed`, body: PasswordChanged(content) }),
}

/** @throws Error for a template that this version does not know. */
export function letter(name: string, content: unknown): Letter {
  const template = templates[name as LetterName] as ((content: unknown) => Letter) | undefined
  if (!template) throw new Error(`There is no mail called ${name}.`)
  return template(content)
}

const letterLabels: Record<LetterName, string> = {
  test: 'Test mail',
  invitation: 'Invitation',
  'password-reset': 'Link for a new password',
  'password-changed': 'Password was changed',
}

/** How a kind of mail is called on pages; it may be one that this version no longer knows. */
export const letterLabel = (template: string): string => letterLabels[template as LetterName] ?? template
