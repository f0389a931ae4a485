'use client'

import { createElement, type ComponentProps } from 'react'
import { lineClass } from './control'
import { cx } from './cx'
import { Icon } from './icon'
import { chevronDown } from './icons'

export interface SelectOption {
  value: string
  label: string
  disabled?: boolean
}

/** In the browser, too, because the words of a hundred options are sent in half of what their elements take. */
export function Select({
  options,
  className,
  ...props
}: ComponentProps<'select'> & { options: readonly SelectOption[] }) {
  return (
    <span className={cx('relative block min-w-0', className)}>
      {createElement(
        'select',
        { ...props, className: cx(lineClass, 'appearance-none truncate pe-8') },
        ...options.map(({ label, ...option }) => createElement('option', option, label)),
      )}
      <Icon
        of={chevronDown}
        className="pointer-events-none absolute inset-e-2.5 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
