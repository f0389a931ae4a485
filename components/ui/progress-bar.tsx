import { cx } from './cx'

interface ProgressBarProps {
  label: string
  /** Left out while nobody knows how much there is to do. */
  value?: number
  max: number
}

/** The browser's own, coloured: a width set by style would need a policy that allows styles. */
export function ProgressBar({ label, value, max }: ProgressBarProps) {
  return (
    <progress
      aria-label={label}
      value={value}
      max={Math.max(1, max)}
      className={cx(
        'block h-2.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunken text-accent',
        '[&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent-solid',
        '[&::-webkit-progress-value]:transition-[width] [&::-moz-progress-bar]:bg-accent-solid',
      )}
    />
  )
}
