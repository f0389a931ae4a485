import { useSyncExternalStore } from 'react'
import type { sendInvitations } from '@/lib/invitations/commands'
import type { OutputOf } from '@/lib/operation/define'

/** What was chosen for everybody when people were invited last, and who they were. Kept by the page until it is left or loaded again. */
export interface LastInvitation {
  company: string
  chosen: {
    groupIds: string[]
    /** Of these, those that the page does not bring along, as they were found. */
    found: { id: string; name: string; hindrance?: string; grants: string[] }[]
    message: string
    expiryDays?: number
  }
  invited: OutputOf<typeof sendInvitations>['invited']
}

let last: LastInvitation | undefined
const listeners = new Set<() => void>()

export const rememberInvitation = (next: LastInvitation | undefined): void => {
  last = next
  for (const listener of listeners) listener()
}

/** Undefined where nobody was invited into this company since the page was loaded. */
export const lastInvitationOf = (company: string): LastInvitation | undefined =>
  last?.company === company ? last : undefined

/** The same for what is drawn by it. */
export const useLastInvitation = (company: string): LastInvitation | undefined =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => lastInvitationOf(company),
    () => undefined,
  )
