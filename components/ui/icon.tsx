import type { IconNode } from 'lucide'
import { createElement } from 'react'
import { cx } from './cx'

/** A shape, as `icons.ts` names them: SVG elements with their attributes. */
export type IconShape = IconNode

/** A picture beside words, hidden from screen readers. */
export function Icon({ of, className }: { of: IconShape; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={cx('shrink-0', className ?? 'size-4')}
    >
      {of.map(([element, attributes], index) => createElement(element, { key: index, ...attributes }))}
    </svg>
  )
}
