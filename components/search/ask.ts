import { askApi } from '@/components/ui/ask-api'
import { paths } from '@/lib/kernel/paths'
import type { SearchFound } from './entries'
import { phraseIn, type Phrase } from './person-acts'

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

/** Whom or what a phrase may be about. Who is found in no state that the act needs is found all the same, to be told why. */
async function askFor(phrase: Phrase): Promise<SearchFound> {
  if ('permission' in phrase) return ask({ q: phrase.permission })
  const { act, person, group } = phrase
  if (group !== undefined) return ask({ q: group })
  const found = await ask({ q: person, status: act.status })
  return act.status && found.users.length === 0 ? ask({ q: person }) : found
}

/** What the server finds by it, and what a phrase in it may be about. */
export async function askServer(typed: string, held: readonly string[]): Promise<SearchAnswer> {
  const phrase = phraseIn(typed, held)
  try {
    const [found, foundForAct] = await Promise.all([ask({ q: typed }), phrase && askFor(phrase)])
    return { typed, found, foundForAct }
  } catch (error) {
    // The browser's own words for a network that is away say nothing to people.
    return { typed, failure: error instanceof TypeError || !(error instanceof Error) ? UNREACHABLE : error.message }
  }
}
