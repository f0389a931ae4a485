import type { ComponentProps } from 'react'
import { cx } from './cx'
import { Icon, type IconName } from './icon'
import { downloadIcon } from './icons'
import { Link } from './link'
import { Spinner } from './spinner'

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'ghost'
export type ButtonSize = 'sm' | 'md'

interface Look {
  variant?: ButtonVariant
  size?: ButtonSize
  /** A shape from icons.ts, shown before the label. */
  icon?: IconName
}

/** The look of each is in components.css. */
const buttonClass = ({ variant, size }: Look, className?: string) =>
  cx('button', variant !== 'secondary' && variant, size === 'sm' && size, className)

type ButtonProps = ComponentProps<'button'> & Look & { pending?: boolean }

export function Button({ variant, size, icon, pending, className, children, type = 'button', ...props }: ButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-busy={pending || undefined}
      className={buttonClass({ variant, size }, className)}
    >
      {pending && <Spinner className="absolute size-4" />}
      <span className={cx('inline-flex items-center gap-[inherit]', pending && 'opacity-0')}>
        {icon && <Icon of={icon} />}
        {children}
      </span>
    </button>
  )
}

export function ButtonLink({ variant, size, icon, className, children, ...props }: ComponentProps<typeof Link> & Look) {
  return (
    <Link {...props} className={buttonClass({ variant, size }, className)}>
      {icon && <Icon of={icon} />}
      {children}
    </Link>
  )
}

/** A link to a file to keep; it leaves the page as it is. */
export function DownloadLink({
  variant,
  size,
  className,
  children,
  href,
}: Look & { href: string; className?: string; children: string }) {
  return (
    <a href={href} download className={buttonClass({ variant, size }, className)}>
      <Icon of={downloadIcon} />
      {children}
    </a>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & { label: string; icon: IconName }

export function IconButton({ label, icon, className, type = 'button', ...props }: IconButtonProps) {
  return (
    <button {...props} type={type} aria-label={label} title={label} className={cx('icon-button', className)}>
      <Icon of={icon} />
    </button>
  )
}
