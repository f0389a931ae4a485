'use client'

import type { ChooserOption } from '@/components/ui/form/choice-list'
import { runAction, useCompany } from '@/components/ui/form/run-action'
import { slugFrom } from '@/lib/kernel/slug'
import { createGroupAction } from './actions'

/** Names in other scripts have no letter in a slug, and two names may leave the same ones. */
const slugsFor = (name: string): string[] => {
  const base = slugFrom(name, 50) || 'group'
  return [base, ...[2, 3, 4, 5].map(count => `${base}-${count}`)]
}

/**
 * For a Chooser of groups: makes one of the name that was typed, which grants nothing yet.
 * @returns undefined for who may not; else what answers with the group, or with a sentence that says why not
 */
export function useCreateGroup(may: boolean): ((name: string) => Promise<ChooserOption | string>) | undefined {
  const company = useCompany()
  if (!may) return undefined
  return async name => {
    let sentence = ''
    for (const slug of slugsFor(name)) {
      const result = await runAction(createGroupAction, company, { name, slug, description: '' })
      if (result.ok) return { value: result.data.id, label: name, hint: 'New. No permissions yet.' }
      const { message, fields = {} } = result.error
      sentence = Object.values(fields)[0] ?? message
      // Only a slug that is taken is tried again with another.
      if (Object.keys(fields).join() !== 'slug') break
    }
    return sentence
  }
}
