import { askApi } from '@/components/ui/ask-api'
import { paths } from '@/lib/kernel/paths'
import type { SearchFound } from './entries'
import { phraseIn } from './person-acts'

/** To what was typed: it is none to anything else that was typed meanwhile. */
export interface SearchAnswer {
  typed: string
  found?: SearchFound
  foundForAct?: SearchFound
  /** Why there is nothing, in a sentence. */
  failure?: string
}

const UNREACHABLE = 'Search is not available right now.'

async function ask(query: Record<string, string | undefined>): Promise<SearchFound> {
  const response = await askApi(paths.searchAnswers(query))
  const { data, error } = (await response.json()) as { data?: SearchFound; error?: { message: string } }
  if (!data) throw new Error(error?.message ?? UNREACHABLE)
  return data
}

/** What the server finds by it, and whom an act in it may be about. */
export async function askServer(typed: string, held: readonly string[]): Promise<SearchAnswer> {
  const phrase = phraseIn(typed, held)
  try {
    const [found, foundForAct] = await Promise.all([
      ask({ q: typed }),
      phrase && ask({ q: phrase.group ?? phrase.person, status: phrase.group ? undefined : phrase.act.status }),
    ])
    return { typed, found, foundForAct }
  } catch (error) {
    // The browser's own words for a network that is away say nothing to people.
    return { typed, failure: error instanceof TypeError || !(error instanceof Error) ? UNREACHABLE : error.message }
  }
}
