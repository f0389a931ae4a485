import { byNaturalOrder } from '@/lib/kernel/natural-order'
import { builtInResources, resourceLabel } from './catalogue'

interface Key {
  resource: string
  action: string
}

/** A resource in the middle of a sentence. */
const inSentence = (resource: string): string => resourceLabel(resource).toLowerCase()

/** What a permission allows, for people; a wildcard says what it covers, also where nobody described it. */
export function explainPermission({ resource, action, description }: Key & { description: string }): string {
  if (resource === '*' && action === '*')
    return 'Full access: everything in this company, including future permissions.'
  if (description) return description
  return action === '*' ? `Every action on ${inSentence(resource)}, including future ones.` : ''
}

/** A permission in a few words, for where its key stands behind them: the first sentence of what it allows. */
export const permissionWords = (permission: Key & { description: string }): string => firstSentence(permission).words

/** The same, and what is said of it beyond. */
export function firstSentence(permission: Key & { description: string }): { words: string; rest: string } {
  const text = explainPermission(permission)
  const [sentence = ''] = /^.*?[.!?](?=\s)|^.*$/m.exec(text) ?? []
  return { words: sentence.trim().replace(/\.$/, ''), rest: text.slice(sentence.length).trim() }
}

/** Everything first, then Console's own resources as the catalogue has them, then the company's by name. */
const rank = (resource: string): number => {
  const place = builtInResources.indexOf(resource)
  return place < 0 ? builtInResources.length : place
}

export interface ResourceGroup<P> {
  resource: string
  label: string
  permissions: P[]
}

/** Permissions under the resources they are about; within one the wildcard comes first. */
export function byResource<P extends Key>(permissions: readonly P[]): ResourceGroup<P>[] {
  const resources = new Map<string, P[]>()
  for (const permission of permissions)
    resources.set(permission.resource, [...(resources.get(permission.resource) ?? []), permission])
  return [...resources.entries()]
    .sort(([one], [other]) => rank(one) - rank(other) || byNaturalOrder(one, other))
    .map(([resource, found]) => ({
      resource,
      label: resourceLabel(resource),
      permissions: found.sort(
        (one, other) =>
          Number(other.action === '*') - Number(one.action === '*') || byNaturalOrder(one.action, other.action),
      ),
    }))
}
