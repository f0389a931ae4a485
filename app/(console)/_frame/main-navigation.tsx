import { administration, personal, type NavigationItem, type Place } from '@/components/shell/navigation'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { x } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { Popover } from '@/components/ui/popover'
import { can } from '@/lib/operation/can'
import type { ShellCompany, ShellViewer } from './shell'

interface MainNavigationProps {
  id: string
  company: ShellCompany
  viewer: ShellViewer
  current?: Place
}

/** A drawer (popover) below 1024 px, a column from there on: `lg:` undoes what a closed popover hides. */
export function MainNavigation({ id, company, viewer, current }: MainNavigationProps) {
  const allowed = administration.filter(
    ({ permission, unless }) => (!permission || can(viewer, permission)) && !unless?.some(other => can(viewer, other)),
  )
  return (
    <Popover id={id} className="drawer">
      <nav aria-label="Main" className="flex flex-col gap-5">
        <div className="flex items-center gap-2 ps-2.5 lg:hidden">
          <p className="min-w-0 flex-1 truncate font-semibold">{company.name}</p>
          <IconButton label="Close navigation" icon={x} popoverTarget={id} popoverTargetAction="hide" />
        </div>
        <Items items={personal} company={company.slug} current={current} />
        {allowed.length > 0 && (
          <div>
            <h2 id={`${id}-administration`} className="mb-1 px-2.5 text-xs font-medium text-muted">
              Administration
            </h2>
            <Items items={allowed} company={company.slug} current={current} labelledBy={`${id}-administration`} />
          </div>
        )}
      </nav>
    </Popover>
  )
}

interface ItemsProps {
  items: NavigationItem[]
  company: string
  current?: Place
  labelledBy?: string
}

function Items({ items, company, current, labelledBy }: ItemsProps) {
  return (
    <ul aria-labelledby={labelledBy} className="flex flex-col gap-0.5">
      {items.map(({ place, label, icon, href, letter }) => {
        const here = place === current
        return (
          <li key={place}>
            <Link
              href={href(company)}
              aria-current={here ? 'page' : undefined}
              data-go={letter}
              className="navigation-item"
            >
              <Icon of={icon} />
              {label}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
