import { administration, personal } from '@/components/shell/navigation'
import type { IconName } from '@/components/ui/icon'
import {
  building,
  downloadIcon,
  info,
  logOut,
  mail,
  monitor,
  moon,
  plus,
  shield,
  sun,
  uploadIcon,
  user,
  userPlus,
  usersRound,
} from '@/components/ui/icons'
import { paths } from '@/lib/kernel/paths'
import type { Permission } from '@/lib/permissions/catalogue'

/** A page, or something that can be done wherever one is. */
export interface SearchCommand {
  label: string
  /** What else it is found by. */
  words?: string
  icon: IconName
  /** Offered to who holds it; to everybody without one. */
  permission?: Permission
  /** Where it leads; or what in the frame is pressed in its place; or that it shows the keys. */
  href?: (company: string) => string
  press?: string
  keys?: true
}

const settingsOf = (label: string, icon: IconName, href: SearchCommand['href'], words?: string): SearchCommand => ({
  label: `Settings: ${label}`,
  words,
  icon,
  href,
  permission: 'settings:read',
})

const themeOf = (label: string, value: string, icon: IconName): SearchCommand => ({
  label: `Theme: ${label}`,
  words: 'appearance color mode',
  icon,
  press: `button[name=theme][value=${value}]`,
})

/** The navigation, and the pages that it leads to by way of others. */
export const pageCommands: readonly SearchCommand[] = [
  ...personal,
  ...administration.filter(({ unless }) => !unless),
  { label: 'Invitations', icon: mail, href: paths.invitations, permission: 'users:invite' },
  {
    label: 'Profile',
    words: 'account password passkeys two-factor authentication 2fa second factor notifications',
    icon: user,
    href: paths.profile,
  },
  settingsOf('General', building, paths.settings, 'company name slug address branding logo color'),
  settingsOf(
    'Security',
    shield,
    paths.security,
    'sign in password policy two-factor authentication 2fa second factor networks',
  ),
  settingsOf('Email', mail, paths.mailSettings, 'mail server smtp'),
]

export const actionCommands: readonly SearchCommand[] = [
  {
    label: 'Invite people',
    words: 'add new user person',
    icon: userPlus,
    href: paths.invite,
    permission: 'users:invite',
  },
  {
    label: 'Import people',
    words: 'upload file csv users spreadsheet',
    icon: uploadIcon,
    href: paths.imports,
    permission: 'users:import',
  },
  { label: 'Create a group', words: 'new add', icon: usersRound, href: paths.newGroup, permission: 'groups:create' },
  {
    label: 'Create a permission',
    words: 'new add',
    icon: plus,
    href: paths.newPermission,
    permission: 'permissions:create',
  },
  { label: 'Export your data', words: 'download own personal', icon: downloadIcon, href: paths.ownData },
  themeOf('System', 'system', monitor),
  themeOf('Light', 'light', sun),
  themeOf('Dark', 'dark', moon),
  { label: 'Keyboard shortcuts', words: 'keys help', icon: info, keys: true },
  { label: 'Sign out', words: 'log out leave', icon: logOut, press: '[data-sign-out] button' },
]
