import { useRef, useState } from 'react'
import { askApi } from './ask-api'

/**
 * Where choices are asked for, by `q`: an address that answers with a list of this name, of ids and names, whether there are more, and perhaps
 * how many match; or what answers the same, undefined where it cannot.
 */
export type OptionSource = { address: string; list: string } | FindOptions

export type FindOptions = (q: string) => Promise<Pick<FoundOptions, 'options' | 'more' | 'total'> | undefined>

export interface FoundOption {
  id: string
  name: string
  /** What addresses know it by in place of its id, shown after its name: `users:read`. */
  key?: string
  /** What tells people of one name apart. */
  email?: string
  title?: string | null
  /** Below its name; of one that cannot be chosen, why. */
  hint?: string
  disabled?: boolean
}

/** To what was typed, `q`: it is none to anything else that was typed meanwhile. */
export interface FoundOptions {
  q: string
  options: FoundOption[]
  more: boolean
  /** How many match, where that is told. */
  total?: number
  failed?: true
}

const atAddress =
  (address: string, list: string): FindOptions =>
  async q => {
    const response = await askApi(q ? `${address}?${new URLSearchParams({ q })}` : address)
    if (!response.ok) return undefined
    const { data } = (await response.json()) as { data: Record<string, unknown> }
    return {
      options: data[list] as FoundOption[],
      more: data.more === true,
      total: data.total as number | undefined,
    }
  }

async function askFor(source: OptionSource, q: string): Promise<FoundOptions> {
  const find = typeof source === 'function' ? source : atAddress(source.address, source.list)
  const answer = await find(q).catch(() => undefined)
  return answer ? { q, ...answer } : { q, options: [], more: false, failed: true }
}

/** Enough for somebody's typing to come to rest. */
export const REST_MS = 150

/** Asks for choices while somebody types: only what was asked last is answered. */
export function useFoundOptions(source: OptionSource | undefined, onAnswer: (answer: FoundOptions) => void = () => {}) {
  const asked = useRef(0)
  const [found, setFound] = useState<FoundOptions | undefined>()

  const ask = (q: string, wait = 0) => {
    const mine = ++asked.current
    setTimeout(async () => {
      if (!source || mine !== asked.current) return
      const answer = await askFor(source, q)
      if (mine !== asked.current) return
      setFound(answer)
      onAnswer(answer)
    }, wait)
  }
  /** What is on its way is not waited for any more. */
  const drop = () => void asked.current++
  return { found, ask, drop }
}
