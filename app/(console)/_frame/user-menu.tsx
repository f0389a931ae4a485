import type { Theme } from '@/app/theme'
import { Avatar } from '@/components/ui/avatar'
import { Icon, type IconName } from '@/components/ui/icon'
import { building, chevronsUpDown, logOut, monitor, moon, plus, sun, user } from '@/components/ui/icons'
import { Menu, MenuButton, MenuHeading, MenuLine, MenuLink } from '@/components/ui/menu'
import { paths } from '@/lib/kernel/paths'
import type { ShellViewer } from './shell'

export type FormAction = (data: FormData) => void | Promise<void>

const themes: { value: Theme; label: string; icon: IconName }[] = [
  { value: 'system', label: 'System', icon: monitor },
  { value: 'light', label: 'Light', icon: sun },
  { value: 'dark', label: 'Dark', icon: moon },
]

interface UserMenuProps {
  company: string
  viewer: ShellViewer
  theme?: Theme
  /** Receives a form with `theme`. */
  themeAction: FormAction
  signOutAction: FormAction
  /** Where this browser is signed in as well. */
  otherCompanies: { slug: string; name: string }[]
}

/** The actions are plain forms with server actions: they work before hydration. */
export function UserMenu({
  company,
  viewer,
  theme = 'system',
  themeAction,
  signOutAction,
  otherCompanies,
}: UserMenuProps) {
  return (
    <Menu
      label="Account menu"
      triggerClassName="flex items-center gap-2.5 rounded-md p-1.5 text-start lg:w-full lg:p-2"
      trigger={
        <>
          <Avatar name={viewer.name} />
          <span className="hidden min-w-0 flex-1 lg:block">
            <span className="block truncate font-medium">{viewer.name}</span>
            <span className="block truncate text-xs text-muted">{viewer.title ?? viewer.email}</span>
          </span>
          <Icon of={chevronsUpDown} className="hidden size-4 text-muted lg:block" />
        </>
      }
    >
      <div className="min-w-0 px-2.5 py-2">
        <p className="font-semibold wrap-anywhere">{viewer.name}</p>
        <p className="text-[0.8125rem] text-muted wrap-anywhere">{viewer.email}</p>
      </div>
      <MenuLine />
      <MenuLink href={paths.profile(company)} icon={user}>
        Profile
      </MenuLink>
      <MenuLine />
      <form action={themeAction}>
        <div role="group" aria-label="Theme">
          <MenuHeading>Theme</MenuHeading>
          {themes.map(({ value, label, icon }) => (
            <MenuButton key={value} name="theme" value={value} icon={icon} checked={theme === value} data-close>
              {label}
            </MenuButton>
          ))}
        </div>
      </form>
      <MenuLine />
      {otherCompanies.length > 0 && (
        <div role="group" aria-label="Companies">
          <MenuHeading>Companies</MenuHeading>
          {otherCompanies.map(({ slug, name }) => (
            <MenuLink key={slug} href={paths.dashboard(slug)} icon={building}>
              <span className="min-w-0 truncate" title={name}>
                {name}
              </span>
            </MenuLink>
          ))}
        </div>
      )}
      <MenuLink href={paths.login()} icon={plus}>
        Sign in to another company
      </MenuLink>
      <MenuLine />
      <form action={signOutAction} data-sign-out>
        <MenuButton icon={logOut}>Sign out</MenuButton>
      </form>
    </Menu>
  )
}
