import type { ReactNode } from 'react'
import type { Theme } from '@/app/theme'
import type { SearchReader } from '@/components/search/entries'
import { SearchLauncher } from '@/components/search/search-launcher'
import { CompanyBand, CompanyMark, type CompanyBranding } from '@/components/shell/company-mark'
import type { Place } from '@/components/shell/navigation'
import { ScriptNotice } from '@/components/shell/script-notice'
import { Icon } from '@/components/ui/icon'
import { menu } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { readerTimeZone } from '@/lib/kernel/reader'
import { MainNavigation } from './main-navigation'
import { UserMenu, type FormAction } from './user-menu'

export interface ShellCompany extends CompanyBranding {
  slug: string
}

export interface ShellViewer {
  name: string
  id: string
  email: string
  title?: string | null
  permissions: readonly string[]
}

interface ShellProps {
  company: ShellCompany
  viewer: ShellViewer
  searcher: SearchReader
  /** Left out on pages the navigation does not name, such as the profile. */
  current?: Place
  theme?: Theme
  themeAction: FormAction
  signOutAction: FormAction
  /** Where this browser is signed in as well. */
  otherCompanies: { slug: string; name: string }[]
  /** Above every page. */
  notices?: ReactNode
  children: ReactNode
}

const NAVIGATION = 'main-navigation'

/**
 * One frame for all widths: the bar on top of a phone is the column beside the page on a desk. The
 * navigation is written once; on a phone it is a popover, which opens before any script has loaded.
 */
export function Shell(props: ShellProps) {
  const { company, viewer, searcher, current, theme, themeAction, signOutAction, otherCompanies, notices, children } =
    props
  return (
    <div className="shell">
      <a href="#main" className="skip-link">
        Skip to content
      </a>
      <header className="shell-bar">
        <CompanyBand color={company.accentColor} />
        <button type="button" popoverTarget={NAVIGATION} aria-label="Open navigation" className="shell-opener">
          <Icon of={menu} className="size-5" />
        </button>
        <Link href={paths.dashboard(company.slug)} className="shell-home">
          <CompanyMark {...company} />
          <span className="min-w-0 truncate text-[0.9375rem] font-semibold tracking-tight" title={company.name}>
            {company.name}
          </span>
        </Link>
        <SearchLauncher reader={searcher} href={paths.search(company.slug)} />
        <MainNavigation id={NAVIGATION} company={company} viewer={viewer} current={current} />
        <UserMenu
          company={company.slug}
          viewer={viewer}
          theme={theme}
          themeAction={themeAction}
          signOutAction={signOutAction}
          otherCompanies={otherCompanies}
        />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="shell-main"
        data-asks-before-leaving
        data-reader={viewer.id}
        data-time-zone={readerTimeZone()}
      >
        <div className="page-frame">
          <ScriptNotice />
          {notices}
          {children}
        </div>
      </main>
    </div>
  )
}
