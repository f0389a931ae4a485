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
  /** Shown to those who hold it; to everybody without one. */
  permission?: Permission
  /** Not shown to those who hold one of these: another item leads them there. */
  unless?: Permission[]
}

export const personal: NavigationItem[] = [
  { place: 'dashboard', label: 'Dashboard', icon: dashboard, href: paths.dashboard },
  { place: 'access', label: 'My access', icon: keyRound, href: paths.access },
]

export const administration: NavigationItem[] = [
  { place: 'users', label: 'Users', icon: usersIcon, href: paths.users, permission: 'users:read' },
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
  { place: 'groups', label: 'Groups', icon: usersRound, href: paths.groups, permission: 'groups:read' },
  { place: 'permissions', label: 'Permissions', icon: shield, href: paths.permissions, permission: 'permissions:read' },
  { place: 'audit-log', label: 'Audit log', icon: scrollText, href: paths.auditLog, permission: 'audit:read' },
  { place: 'settings', label: 'Settings', icon: settings, href: paths.settings, permission: 'settings:read' },
]
