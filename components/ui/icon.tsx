import type { IconNode } from 'lucide'
import { createElement } from 'react'
import { cx } from './cx'

/** A shape, as `icons.ts` names them: SVG elements with their attributes. */
export type IconShape = IconNode

const VIEW_BOX = '0 0 24 24'

/** A picture beside words, hidden from screen readers. */
export const Icon = ({ of, className }: { of: IconShape; className?: string }) =>
  createElement('svg', { viewBox: VIEW_BOX, 'aria-hidden': true, className: cx('icon', className) }, ...elementsOf(of))

/** Shapes that many rows show, drawn once; each row shows them with RepeatedIcon. */
export function IconSprite({ shapes }: { shapes: Record<string, IconShape> }) {
  return (
    <svg className="hidden">
      {Object.entries(shapes).map(([name, shape]) =>
        createElement('symbol', { key: name, id: idOf(name), viewBox: VIEW_BOX }, ...elementsOf(shape)),
      )}
    </svg>
  )
}

/** @param name what the IconSprite of the same page calls the shape. */
export function RepeatedIcon({ name, className }: { name: string; className?: string }) {
  return (
    <svg aria-hidden="true" className={cx('icon', className)}>
      <use href={`#${idOf(name)}`} />
    </svg>
  )
}

const idOf = (name: string): string => `icon-${name}`

/** To be spread: what stands in a list needs keys, and they would be sent. */
const elementsOf = (shape: IconShape) => shape.map(([element, attributes]) => createElement(element, attributes))
