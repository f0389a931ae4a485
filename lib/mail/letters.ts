import type { ReactElement } from 'react'
import { Invitation } from './templates/invitation'
import { SecondFactorReminder } from './templates/second-factor-reminder'
import { TestMail } from './templates/test-mail'

/** Every mail that Console writes, and what it is filled with. Dates are ISO strings: content is stored as JSON. */
export interface Letters {
  test: { company: string; sender: string; settingsUrl: string }
  invitation: { company: string; inviter: string; message: string; url: string; expiresAt: string }
  'second-factor-reminder': { company: string; until: string; url: string }
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
  'second-factor-reminder': content => ({ subject: `Set up a second factor for ${content.company}`, body: SecondFactorReminder(content) }),
}

/** @throws Error for a template that this version does not know. */
export function letter(name: string, content: unknown): Letter {
  const template = templates[name as LetterName] as ((content: unknown) => Letter) | undefined
  if (!template) throw new Error(`There is no mail called ${name}.`)
  return template(content)
}

/** How a kind of mail is called on pages. */
export const letterLabels: Record<LetterName, string> = {
  test: 'Test mail',
  invitation: 'Invitation',
  'second-factor-reminder': 'Reminder of the second factor',
}
