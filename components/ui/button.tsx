import type { ComponentProps } from 'react'
import { cx } from './cx'
import { Icon, type IconShape } from './icon'
import { download } from './icons'
import { Link } from './link'
import { Spinner } from './spinner'

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'ghost'
export type ButtonSize = 'sm' | 'md'

interface Look {
  variant?: ButtonVariant
  size?: ButtonSize
  /** A shape from icons.ts, shown before the label. */
  icon?: IconShape
}

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent-solid text-on-solid shadow-xs hover:bg-accent-hover',
  secondary: 'border-control/60 bg-surface text-ink shadow-xs hover:bg-sunken',
  danger: 'border-transparent bg-danger-solid text-on-solid shadow-xs hover:bg-danger-hover',
  ghost: 'border-transparent text-ink hover:bg-sunken',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'h-8 gap-1.5 px-2.5 text-[0.8125rem]',
  md: 'h-9 gap-2 px-3.5 text-sm',
}

const buttonClass = ({ variant = 'secondary', size = 'md' }: Look, className?: string) =>
  cx(
    'relative inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap select-none',
    'transition-colors duration-100 pointer-coarse:min-h-10 disabled:opacity-50 aria-busy:cursor-progress',
    variants[variant],
    sizes[size],
    className,
  )

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
      <Icon of={download} />
      {children}
    </a>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & { label: string; icon: IconShape }

export function IconButton({ label, icon, className, type = 'button', ...props }: IconButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted pointer-coarse:size-10',
        'transition-colors duration-100 hover:bg-sunken hover:text-ink disabled:opacity-50',
        className,
      )}
    >
      <Icon of={icon} />
    </button>
  )
}
