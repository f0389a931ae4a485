import type { ReactNode } from 'react'
import type { Theme } from '@/app/theme'
import { Logo } from '@/components/shell/logo'
import { Icon } from '@/components/ui/icon'
import { menu } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { MainNavigation } from './main-navigation'
import type { Place } from './navigation'
import { UserMenu, type FormAction } from './user-menu'

export interface ShellCompany {
  name: string
  slug: string
}

export interface ShellViewer {
  name: string
  email: string
  title?: string | null
  permissions: readonly string[]
}

interface ShellProps {
  company: ShellCompany
  viewer: ShellViewer
  /** Left out on pages the navigation does not name, such as the profile. */
  current?: Place
  theme?: Theme
  themeAction: FormAction
  signOutAction: FormAction
  /** Above every page. */
  notices?: ReactNode
  children: ReactNode
}

const NAVIGATION = 'main-navigation'

/**
 * One frame for all widths: the bar on top of a phone is the column beside the page on a desk. The
 * navigation is written once; on a phone it is a popover, which opens before any script has loaded.
 */
export function Shell({ company, viewer, current, theme, themeAction, signOutAction, notices, children }: ShellProps) {
  return (
    <div className="min-h-dvh lg:grid print:block lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="print:hidden fixed start-3 top-3 z-50 -translate-y-24 rounded-md bg-accent-solid px-3.5 py-2.5 font-medium text-on-solid focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header className="print:hidden sticky top-0 z-30 flex h-14 items-center gap-2 border-line bg-surface px-3 max-lg:border-b lg:h-dvh lg:flex-col lg:items-stretch lg:gap-0 lg:border-e lg:p-3">
        <button
          type="button"
          popoverTarget={NAVIGATION}
          aria-label="Open the navigation"
          className="inline-flex size-10 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink lg:hidden"
        >
          <Icon of={menu} className="size-5" />
        </button>
        <Link
          href={paths.dashboard(company.slug)}
          className="flex min-w-0 flex-1 items-center gap-2.5 rounded-md p-1.5 lg:mb-3 lg:flex-none"
        >
          <Logo />
          <span className="min-w-0 truncate text-[0.9375rem] font-semibold tracking-tight" title={company.name}>
            {company.name}
          </span>
        </Link>
        <MainNavigation id={NAVIGATION} company={company} viewer={viewer} current={current} />
        <UserMenu
          company={company.slug}
          viewer={viewer}
          theme={theme}
          themeAction={themeAction}
          signOutAction={signOutAction}
        />
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none sm:px-6 lg:px-10 lg:py-8">
        <div className="mx-auto max-w-6xl">
          {notices}
          {children}
        </div>
      </main>
    </div>
  )
}
