import type { IconName } from '@/components/ui/icon'
import {
  dashboard,
  keyRound,
  mail,
  scrollText,
  settings,
  shield,
  uploadIcon,
  usersIcon,
  usersRound,
} from '@/components/ui/icons'
import { paths } from '@/lib/kernel/paths'
import type { Permission } from '@/lib/permissions/catalogue'

export type Place = 'dashboard' | 'access' | 'users' | 'groups' | 'permissions' | 'audit-log' | 'settings'

export interface NavigationItem {
  place: Place
  label: string
  icon: IconName
  href: (company: string) => string
  /** Behind `g`, the letter that leads there. */
  letter?: string
  /** Shown to those who hold it; to everybody without one. */
  permission?: Permission
  /** Not shown to those who hold one of these: another item leads them there. */
  unless?: Permission[]
}

export const personal: NavigationItem[] = [
  { place: 'dashboard', label: 'Dashboard', icon: dashboard, href: paths.dashboard, letter: 'd' },
  { place: 'access', label: 'My access', icon: keyRound, href: paths.access, letter: 'm' },
]

export const administration: NavigationItem[] = [
  { place: 'users', label: 'Users', icon: usersIcon, href: paths.users, permission: 'users:read', letter: 'u' },
  {
    place: 'users',
    label: 'Invitations',
    icon: mail,
    href: paths.invitations,
    permission: 'users:invite',
    unless: ['users:read'],
  },
  {
    place: 'users',
    label: 'Import',
    icon: uploadIcon,
    href: paths.imports,
    permission: 'users:import',
    unless: ['users:read', 'users:invite'],
  },
  { place: 'groups', label: 'Groups', icon: usersRound, href: paths.groups, permission: 'groups:read', letter: 'g' },
  {
    place: 'permissions',
    label: 'Permissions',
    icon: shield,
    href: paths.permissions,
    permission: 'permissions:read',
    letter: 'p',
  },
  {
    place: 'audit-log',
    label: 'Audit log',
    icon: scrollText,
    href: paths.auditLog,
    permission: 'audit:read',
    letter: 'a',
  },
  {
    place: 'settings',
    label: 'Settings',
    icon: settings,
    href: paths.settings,
    permission: 'settings:read',
    letter: 's',
  },
]
