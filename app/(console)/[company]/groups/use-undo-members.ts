'use client'

import { useRouter } from 'next/navigation'
import { runAction, useCompany } from '@/components/ui/form/run-action'
import { toast } from '@/components/ui/toast'
import { changeMembersAction } from './actions'

interface Memberships {
  add: { groupId: string; userId: string }[]
  remove: { groupId: string; userId: string }[]
}

/** Says what became of memberships, and offers to take it back for as long as that stands there. */
export function useUndoMembers(): (text: string, done: Partial<Memberships>) => void {
  const company = useCompany()
  const router = useRouter()
  return (text, { add = [], remove = [] }) =>
    toast(text, 'good', async () => {
      const result = await runAction(changeMembersAction, company, { add: remove, remove: add })
      router.refresh()
      return result.ok ? { text: 'Undone.', tone: 'good' } : { text: result.error.message, tone: 'bad' }
    })
}
