/**
 * Who is chosen in the list of users of a company, each with the page they were chosen on. Kept for this tab, so that it outlives
 * paging, sorting and a look at somebody; ids only, and of one company.
 */
export type Selection = Map<string, string>

const keyOf = (company: string): string => `selected-people:${company}`

export function readSelection(company: string): Selection {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(company)) ?? '[]')
    const pairs = Array.isArray(kept) ? kept : []
    return new Map(pairs.filter((pair): pair is [string, string] => Array.isArray(pair) && pair.length === 2))
  } catch {
    // Nothing is kept where the browser forbids it, and what is no selection is none.
    return new Map()
  }
}

export function keepSelection(company: string, selection: Selection): void {
  try {
    if (selection.size) sessionStorage.setItem(keyOf(company), JSON.stringify([...selection]))
    else sessionStorage.removeItem(keyOf(company))
  } catch {
    // It is good for this page then.
  }
}
