import { useId, type ComponentProps, type ReactNode } from 'react'
import { cx } from './cx'
import { Icon, type IconName } from './icon'
import { check, ellipsis } from './icons'
import { Link } from './link'
import { MenuTrigger } from './menu-trigger'
import { Popover } from './popover'

interface MenuProps {
  /** The name of the button; with a trigger of words, what is read out before them. */
  label: string
  /** What the button shows; three dots when left out. */
  trigger?: ReactNode
  triggerClassName?: string
  align?: 'start' | 'end'
  children: ReactNode
}

/**
 * A button that discloses links and buttons. Not role="menu": what is inside are ordinary links and
 * forms, and a screen reader should say so. Native popover, so tables and cards cannot clip it.
 */
export function Menu({ label, trigger, triggerClassName, align = 'end', children }: MenuProps) {
  const id = useId()
  return (
    <>
      <MenuTrigger
        popoverTarget={id}
        className={
          triggerClassName ? cx('transition-colors duration-100 hover:bg-sunken', triggerClassName) : 'icon-button'
        }
      >
        <span className="sr-only">{label}</span>
        {trigger ?? <Icon of={ellipsis} />}
      </MenuTrigger>
      <Popover
        id={id}
        className={cx(
          'anchored w-56 max-w-[calc(100vw-1rem)] rounded-lg bg-raised p-1 text-ink shadow-pop open:animate-rise',
          align === 'end' && 'anchored-end',
        )}
      >
        {children}
      </Popover>
    </>
  )
}

const itemClass = (className?: string) => cx('menu-item', className)

type MenuLinkProps = ComponentProps<typeof Link> & { icon?: IconName; danger?: boolean }

export function MenuLink({ icon, danger, className, children, ...props }: MenuLinkProps) {
  return (
    <Link {...props} className={itemClass(cx(danger && 'text-danger', className))}>
      {icon && <Icon of={icon} className={danger ? '' : 'text-muted'} />}
      {children}
    </Link>
  )
}

/** A submit button by default: put it into a form that does the action. */
export function MenuButton({
  icon,
  checked,
  danger,
  className,
  children,
  type = 'submit',
  ...props
}: ComponentProps<'button'> & { icon?: IconName; checked?: boolean; danger?: boolean }) {
  return (
    <button {...props} type={type} aria-pressed={checked} className={itemClass(cx(danger && 'text-danger', className))}>
      {icon && <Icon of={icon} className={danger ? '' : 'text-muted'} />}
      <span className="min-w-0 flex-1">{children}</span>
      {checked && <Icon of={check} className="text-accent" />}
    </button>
  )
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">{children}</div>
}

export function MenuLine() {
  return <hr className="mx-1 my-1 border-line" />
}
