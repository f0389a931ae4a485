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

/** Whom an act is about that cannot be done to them. */
const otherStatus = { active: 'inactive', inactive: 'active', invited: 'active' } as const

/** Whom or what a phrase may be about. Where nobody is in the state that the act needs, those who are not, to be told why. */
async function askFor(phrase: Phrase): Promise<SearchFound> {
  if ('permission' in phrase) return ask({ q: phrase.permission })
  const { act, person, group } = phrase
  if (group !== undefined) return ask({ q: group })
  const found = await ask({ q: person, status: act.status })
  return act.status && found.users.length === 0 ? ask({ q: person, status: otherStatus[act.status] }) : found
}

/** What the server finds by it, and what a phrase in it may be about. */
export async function askServer(typed: string, held: readonly string[]): Promise<SearchAnswer> {
  const phrase = phraseIn(typed, held)
  try {
    // A question for people is nobody's name: asked twice, each search would be recorded in the middle of the other.
    const isQuestion = phrase !== undefined && 'permission' in phrase
    const [found, foundForAct] = await Promise.all([
      isQuestion ? undefined : ask({ q: typed }),
      phrase && askFor(phrase),
    ])
    return { typed, found, foundForAct }
  } catch (error) {
    // The browser's own words for a network that is away say nothing to people.
    return { typed, failure: error instanceof TypeError || !(error instanceof Error) ? UNREACHABLE : error.message }
  }
}
