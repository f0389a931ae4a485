'use client'

import { useRouter } from 'next/navigation'
import { pageReader, runAction, useCompany } from '@/components/ui/form/run-action'
import { toast } from '@/components/ui/toast'
import type { changeMembers } from '@/lib/groups/commands'
import type { OutputOf } from '@/lib/operation/define'
import { changeMembersAction } from './actions'

/** What a change of memberships answers with: exactly those that were not so before. */
type Changes = OutputOf<typeof changeMembers>['changes']

/** Says what became of memberships, and offers to take it back for as long as that stands there. */
export function useUndoMembers(): (text: string, done: Changes) => void {
  const company = useCompany()
  const router = useRouter()
  return (text, { added, removed }) => {
    if (!added.length && !removed.length) return toast(text)
    // The toast outlives the page, and what stands there is of whoever did it.
    const reader = pageReader()
    toast(text, 'good', async () => {
      const result = await runAction(changeMembersAction, company, { add: removed, remove: added }, reader)
      router.refresh()
      return result.ok ? { text: 'Undone.', tone: 'good' } : { text: result.error.message, tone: 'bad' }
    })
  }
}
