import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { check, plus } from '@/components/ui/icons'

export interface ChooserOption {
  value: string
  label: string
  /** Below it; of one that cannot be chosen, why. */
  hint?: string
  disabled?: boolean
}

interface ChoiceListProps {
  id: string
  label: string
  options: readonly ChooserOption[]
  isChosen: (value: string) => boolean
  /** Which one the arrows stand on; the one behind the last is the offer. */
  active: number
  /** How many there are, or why there are none. */
  status: string
  /** Behind the options: to make one of the name that was typed. */
  offer: '' | { label: string; busy: boolean } | undefined
  onPick: (at: number) => void
}

/** Of the option at this place. */
export const choiceId = (listId: string, at: number): string => `${listId}-${at}`

/** What a Chooser has to choose from; the field above it keeps the focus. */
export function ChoiceList({ id, label, options, isChosen, active, status, offer, onPick }: ChoiceListProps) {
  const option = (at: number) => ({
    type: 'button' as const,
    tabIndex: -1,
    id: choiceId(id, at),
    'data-active': at === active || undefined,
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
    onClick: () => onPick(at),
    ref: at === active ? (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' }) : undefined,
  })
  return (
    <div className="choices" hidden={!options.length && !offer && !status}>
      <div id={id} role="listbox" aria-label={label} aria-multiselectable="true">
        {options.map(({ value, label: called, hint, disabled }, at) => (
          <button key={value} {...option(at)} role="option" aria-selected={isChosen(value)} aria-disabled={disabled}>
            <Icon of={check} className={cx('mt-0.5 size-4', !isChosen(value) && 'invisible')} />
            <span className="min-w-0 wrap-break-word">
              {called}
              {hint && <small>{hint}</small>}
            </span>
          </button>
        ))}
        {offer && (
          <button key="" {...option(options.length)} role="option" aria-selected={false} aria-disabled={offer.busy}>
            <Icon of={plus} className="mt-0.5 size-4" />
            <span className="min-w-0 wrap-break-word">{offer.label}</span>
          </button>
        )}
      </div>
      <p role="status">{status}</p>
    </div>
  )
}
