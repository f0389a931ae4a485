import type { ReactNode } from 'react'
import { cx } from './cx'

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'

/** A short word about the state of a thing. `dot` for the state of a person or a session. */
export function Badge({ tone = 'neutral', dot, children }: { tone?: Tone; dot?: boolean; children: ReactNode }) {
  return <span className={cx('badge', tone !== 'neutral' && tone, dot && 'dot')}>{children}</span>
}

/** A name that machines use too: a permission key, a slug, an id. */
export function Code({ children }: { children: ReactNode }) {
  return <code className="code">{children}</code>
}
