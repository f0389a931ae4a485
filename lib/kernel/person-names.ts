import { cleanLine } from './fields'
import { fold } from './fold'

/** After a comma these do not part the family name from the others. */
const suffixes = new Set(
  `jr sr jun sen junior senior filho neto ii iii iv v vi phd md dr prof esq esquire mba cpa dds rn msc bsc ma ba mph edd jd llm dipling
  ing mag`.split(/\s+/),
)

const isSuffix = (text: string): boolean => suffixes.has(fold(text).replace(/[^a-z]/g, ''))

/**
 * A name as people say it: "Lindqvist, Mara" and "Lindqvist, Mara (External)", as lists are sorted, are turned round; what
 * stands behind a comma as in "Jonas de la Cruz, Jr." stays there.
 */
export function spokenName(name: string): string {
  const line = cleanLine(name)
  const [, family, given, rest = ''] = /^([^,()]+), ?([^,()]+?)( ?\([^()]*\))?$/.exec(line) ?? []
  if (!family || !given || isSuffix(given)) return line
  return cleanLine(`${given} ${family} ${rest}`)
}
