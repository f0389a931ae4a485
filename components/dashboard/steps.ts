import { newGroup } from '@/lib/groups/queries'
import { newInvitation } from '@/lib/invitations/queries'
import { paths } from '@/lib/kernel/paths'
import { sendTestMail } from '@/lib/mail/commands'
import { can, FULL_ACCESS, type PermissionHolder } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { changeSecurity } from '@/lib/security/commands'

export interface FirstStep {
  title: string
  note: string
  href: string
  done: boolean
}

/** How far a company and its reader are, all of it found out and nothing ticked by hand. */
export interface StepProgress {
  /** Active people with full access, where the reader may see people. */
  administrators?: number
  /** The group that lets them, where the reader may see groups. */
  administratorsId?: string
  groups?: number
  required: boolean
  /** A mail went out. */
  mail: boolean
  mailIsOn: boolean
  invited: boolean
  secured: boolean
  sawAccess: boolean
  sawPeople: boolean
}

/** What this reader can do first, for the company and for themselves. */
export function firstSteps(progress: StepProgress, reader: PermissionHolder, company: string): FirstStep[] {
  const everything = can(reader, FULL_ACCESS)
  const { administrators = 0, administratorsId, groups = 0 } = progress
  const steps: (FirstStep | false)[] = [
    {
      title: 'Secure your account',
      note: 'Set up two-factor authentication, with an app or a passkey.',
      href: paths.profile(company),
      done: progress.secured,
    },
    mayRun(reader, newInvitation) && {
      title: 'Invite people',
      note: 'Invite them by email, or import a list.',
      href: paths.invite(company),
      done: progress.invited,
    },
    mayRun(reader, newGroup) &&
      can(reader, 'groups:read') && {
        title: 'Create a group',
        note: 'People get their permissions from the groups they are in.',
        href: paths.newGroup(company),
        // Every company begins with one.
        done: groups > 1,
      },
    everything && {
      title: 'Have a second administrator',
      note: 'Somebody who can take over when you cannot sign in.',
      href: administratorsId ? paths.group(company, administratorsId) : paths.groups(company),
      done: administrators > 1,
    },
    mayRun(reader, changeSecurity) && {
      title: 'Require two-factor authentication',
      note: 'For everybody, or for those with the most permissions.',
      href: paths.security(company),
      done: progress.required,
    },
    mayRun(reader, sendTestMail) &&
      can(reader, 'settings:read') && {
        title: 'Check that email arrives',
        note: progress.mailIsOn
          ? 'Send yourself a test email.'
          : 'Email is off. Your Console operator can set up a mail server.',
        href: paths.mailSettings(company),
        done: progress.mailIsOn && progress.mail,
      },
    !everything && {
      title: 'See what you can do',
      note: 'Every permission you have, and the group it comes from.',
      href: paths.access(company),
      done: progress.sawAccess,
    },
    !everything &&
      can(reader, 'users:read') && {
        title: 'Browse your colleagues',
        note: 'Search and filter everybody at your company.',
        href: paths.users(company),
        done: progress.sawPeople,
      },
  ]
  return steps.filter(step => step !== false)
}
