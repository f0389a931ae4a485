import type { Column } from './table'

/**
 * Headers that sort a list: where each leads and how it is sorted at present. A second click turns the order round.
 * @param sort the order that the address asks for, such as `-created`; left out, the list is by name
 * @param href the address with another order, undefined for the usual one
 */
export const sortableBy =
  (sort: string | undefined, href: (sort: string | undefined) => string) =>
  /** @param first how it begins: times with the latest */
  (key: string, first: 'asc' | 'desc' = 'asc'): Pick<Column<never>, 'sorted' | 'sortHref'> => {
    const current = sort ?? 'name'
    const sorted = current === key ? 'asc' : current === `-${key}` ? 'desc' : undefined
    const next = sorted ? (sorted === 'asc' ? `-${key}` : key) : first === 'asc' ? key : `-${key}`
    return { sorted, sortHref: href(next === 'name' ? undefined : next) }
  }
