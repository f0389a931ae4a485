import { Fragment, type ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { chevronRight } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { DocumentTitle } from './document-title'

interface Crumb {
  label: string
  href: string
}

interface PageProps {
  title: ReactNode
  /** Beside the title, such as an avatar. */
  picture?: ReactNode
  /** A badge beside the title. */
  status?: ReactNode
  description?: ReactNode
  /** The way here, without the page itself. */
  breadcrumbs?: Crumb[]
  actions?: ReactNode
  /** Takes all of a wide screen, as lists do; on a phone the list comes before what explains it. */
  wide?: boolean
  children: ReactNode
}

export function Page({ title, picture, status, description, breadcrumbs, actions, wide, children }: PageProps) {
  return (
    <>
      {typeof title === 'string' && <DocumentTitle>{title}</DocumentTitle>}
      <header className={cx('mb-6', wide && 'max-sm:mb-4')}>
        {breadcrumbs && <Breadcrumbs crumbs={breadcrumbs} here={title} />}
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className={cx('min-w-0', Boolean(picture) && 'flex items-start gap-4')}>
            {picture}
            <div className="min-w-0">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <h1 className="text-[1.375rem]/8 font-semibold tracking-tight wrap-anywhere">{title}</h1>
                {status}
              </div>
              {description && (
                <div className={cx('max-w-2xl text-muted wrap-anywhere', !picture && 'mt-1', wide && 'max-sm:sr-only')}>
                  {description}
                </div>
              )}
            </div>
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2 *:ms-0 print:hidden">{actions}</div>}
        </div>
      </header>
      <div className={cx('page-body', wide && 'wide')}>{children}</div>
    </>
  )
}

function Breadcrumbs({ crumbs, here }: { crumbs: Crumb[]; here: ReactNode }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-2 print:hidden">
      <ol className="flex flex-wrap items-center gap-1 text-[0.8125rem] text-muted">
        {crumbs.map(({ label, href }) => (
          <Fragment key={href}>
            <li className="min-w-0">
              <Link
                href={href}
                className="rounded-sm py-1 wrap-anywhere hover:text-ink hover:underline pointer-coarse:inline-block pointer-coarse:py-2.5"
              >
                {label}
              </Link>
            </li>
            <li aria-hidden="true">
              <Icon of={chevronRight} className="size-3.5" />
            </li>
          </Fragment>
        ))}
        <li aria-current="page" className="min-w-0 wrap-anywhere">
          {here}
        </li>
      </ol>
    </nav>
  )
}
