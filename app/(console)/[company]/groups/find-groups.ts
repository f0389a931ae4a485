import { beginsAllWords } from '@/components/ui/form/chosen'
import { runAction, type Action } from '@/components/ui/form/run-action'
import type { FindOptions } from '@/components/ui/found-options'

interface FoundGroup {
  id: string
  name: string
  slug: string
  description: string
  hindrance?: string
}

/** More of a description would hide the other groups. */
const SHOWN_DESCRIPTION = 120

/** Where the name does not tell why it was found: what else has words that were typed. */
function foundBy({ name, slug, description }: FoundGroup, q: string): string[] {
  if (beginsAllWords(name, q)) return []
  const cut = description.length > SHOWN_DESCRIPTION ? `${description.slice(0, SHOWN_DESCRIPTION)}…` : description
  const hasOne = (text: string): boolean => q.split(/\s+/).some(word => beginsAllWords(text, word))
  return [hasOne(slug) ? slug : '', hasOne(description) ? cut : '']
}

/**
 * For a Chooser of groups: those that are found by what is typed.
 * @param hintOf what stands below a group that may be given
 * @param onFound is told of all that are shown
 */
export const findGroups =
  <Group extends FoundGroup>(
    company: string,
    list: Action<{ groups: Group[]; total: number }, { q?: string }>,
    hintOf: (group: Group) => string = () => '',
    onFound: (groups: Group[]) => void = () => {},
  ): FindOptions =>
  async q => {
    const result = await runAction(list, company, { q })
    if (!result.ok) return undefined
    const { groups, total } = result.data
    onFound(groups)
    const options = groups.map(group => ({
      id: group.id,
      name: group.name,
      hint: group.hindrance ?? ([...foundBy(group, q), hintOf(group)].filter(Boolean).join(' · ') || undefined),
      disabled: group.hindrance !== undefined,
    }))
    return { options, more: total > groups.length, total }
  }
