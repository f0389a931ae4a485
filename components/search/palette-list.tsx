import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import type { SearchEntry, SearchSection } from './entries'

/** Of the element that stands for an entry. */
export const optionId = (id: string): string => `palette-${id.replace(/[^\w-]/g, '_')}`

interface PaletteListProps {
  sections: readonly SearchSection[]
  current: SearchEntry | undefined
  onPoint: (id: string) => void
  onChoose: (entry: SearchEntry) => void
}

/** What can be chosen, under headings; links are links, so that a browser can do with them what it does with any. */
export function PaletteList({ sections, current, onPoint, onChoose }: PaletteListProps) {
  return (
    <div id="palette-list" role="listbox" aria-label="Results">
      {sections.map(({ heading, entries }) => (
        <div key={heading} role="group" aria-label={heading}>
          <div aria-hidden="true" className="px-2.5 pt-3 pb-1 text-xs font-medium text-muted">
            {heading}
          </div>
          {entries.map(entry => (
            <Option key={entry.id} entry={entry} active={entry === current} onPoint={onPoint} onChoose={onChoose} />
          ))}
        </div>
      ))}
    </div>
  )
}

interface OptionProps extends Pick<PaletteListProps, 'onPoint' | 'onChoose'> {
  entry: SearchEntry
  active: boolean
}

function Option({ entry, active, onPoint, onChoose }: OptionProps) {
  const { id, label, detail, icon, href } = entry
  const shared = {
    id: optionId(id),
    role: 'option',
    tabIndex: -1,
    'aria-selected': active,
    className: cx(
      'flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-start pointer-coarse:min-h-10',
      active && 'bg-accent-soft',
    ),
    ref: active ? (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' }) : undefined,
    onMouseMove: () => active || onPoint(id),
    // The field keeps the focus.
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
  }
  const content = (
    <>
      <Icon of={icon} className="text-muted" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{label}</span>
        {detail && <span className="block truncate text-[0.8125rem] text-muted">{detail}</span>}
      </span>
    </>
  )
  if (href === undefined)
    return (
      <button {...shared} type="button" onClick={() => onChoose(entry)}>
        {content}
      </button>
    )
  return (
    <a
      {...shared}
      href={href}
      onClick={event => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) onChoose(entry)
      }}
    >
      {content}
    </a>
  )
}
