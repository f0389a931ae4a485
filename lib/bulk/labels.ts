import type { BulkAct, SkipReason } from '@/lib/kernel/bulk-acts'
import { countPeople, formatNumber } from '@/lib/kernel/format'

interface ActWords {
  /** On the button that chooses it. */
  button: string
  title: string
  /** On the button that does it. */
  verb: string
  /** What becomes of somebody, beside their name, before it is done and afterwards. */
  ahead: string
  after: string
  will: (count: number, group: string) => string
  done: (count: number, group: string) => string
}

const was = (count: number): string => (count === 1 ? 'was' : 'were')

export const bulkActionLabels: Record<BulkAct, ActWords> = {
  add: {
    button: 'Add to group',
    title: 'Add people to a group',
    verb: 'Add',
    ahead: 'Will be added',
    after: 'Added',
    will: (count, group) => `${countPeople(count)} will be added to ${group}`,
    done: (count, group) => `${countPeople(count)} ${was(count)} added to ${group}`,
  },
  remove: {
    button: 'Remove from group',
    title: 'Remove people from a group',
    verb: 'Remove',
    ahead: 'Will be removed',
    after: 'Removed',
    will: (count, group) => `${countPeople(count)} will be removed from ${group}`,
    done: (count, group) => `${countPeople(count)} ${was(count)} removed from ${group}`,
  },
  deactivate: {
    button: 'Deactivate',
    title: 'Deactivate people',
    verb: 'Deactivate',
    ahead: 'Will be deactivated',
    after: 'Deactivated',
    will: count => `${countPeople(count)} will be deactivated`,
    done: count => `${countPeople(count)} ${was(count)} deactivated`,
  },
  reactivate: {
    button: 'Reactivate',
    title: 'Reactivate people',
    verb: 'Reactivate',
    ahead: 'Will be reactivated',
    after: 'Reactivated',
    will: count => `${countPeople(count)} will be reactivated`,
    done: count => `${countPeople(count)} ${was(count)} reactivated`,
  },
  resend: {
    button: 'Resend invitation',
    title: 'Resend invitations',
    verb: 'Resend',
    ahead: 'Will be invited again',
    after: 'Invited again',
    will: count => `${countPeople(count)} will get a new invitation`,
    done: count => (count === 1 ? '1 person was invited again' : `${countPeople(count)} were invited again`),
  },
}

/** Said of people who were chosen one by one and have been deleted since, before an act and of one that is done. */
export const goneSentence = (count: number, when: 'now' | 'then'): string => {
  const chosen = when === 'now' ? 'the people you selected' : 'the people who were selected'
  const exists = when === 'then' ? 'existed' : count === 1 ? 'exists' : 'exist'
  return `${formatNumber(count)} of ${chosen} no longer ${exists}.`
}

/** Why somebody was left out, as a line of its own beside their name. */
export const skipReasonLabels: Record<SkipReason, string> = {
  already: 'Already in the group',
  not_member: 'Not in the group',
  changed_since: 'Changed by somebody else in the meantime',
  not_active: 'Not active',
  not_inactive: 'Not inactive',
  not_invited: 'No pending invitation',
  oneself: 'Yourself',
  last_administrator: 'The last administrator',
  not_held: 'In groups that grant permissions you do not have',
  too_often: 'Invited too often in the last hour',
}
