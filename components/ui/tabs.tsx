import { Link } from './link'

interface Tab {
  label: string
  href: string
  count?: number
}

/** Views of one thing, each with an address of its own. */
export function Tabs({ label, tabs, current }: { label: string; tabs: Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="fade-sides -mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex min-w-max gap-1 border-b border-line">
        {tabs.map(tab => {
          const here = tab.href === current
          return (
            <li key={tab.href} className="-mb-px">
              <Link href={tab.href} aria-current={here ? 'page' : undefined} className="tab">
                {tab.label}
                {tab.count !== undefined && (
                  <span className="rounded-full bg-sunken px-1.5 text-xs text-muted tabular-nums">{tab.count}</span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
