/**
 * Who is chosen in the list of users, each with the page they were chosen on. Kept for this tab, so that it outlives paging, sorting
 * and a look at somebody; ids only.
 */
export type Selection = Map<string, string>

const KEY = 'selected-people'

interface Stored {
  /** Whose choice it is, in which company: nobody else finds it, and whoever chooses next takes its place. */
  owner: string
  people: [id: string, page: string][]
}

const isPair = (pair: unknown): pair is [string, string] =>
  Array.isArray(pair) && pair.length === 2 && pair.every(part => typeof part === 'string')

export function readSelection(owner: string): Selection {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Stored>
    const people: unknown[] = kept.owner === owner && Array.isArray(kept.people) ? kept.people : []
    return new Map(people.filter(isPair))
  } catch {
    // Nothing is kept where the browser forbids it, and what is no selection is none.
    return new Map()
  }
}

export function keepSelection(owner: string, selection: Selection): void {
  try {
    if (selection.size) sessionStorage.setItem(KEY, JSON.stringify({ owner, people: [...selection] } satisfies Stored))
    else sessionStorage.removeItem(KEY)
  } catch {
    // It is good for this page then.
  }
}

/** Whose a choice is: of somebody in a company. */
export const selectionOwner = ({ userId, company }: { userId: string; company: { id: string } }): string =>
  `${company.id}/${userId}`
