import type { BulkAct, SkipReason } from '@/lib/kernel/bulk-acts'
import { countPeople } from '@/lib/kernel/format'

interface ActWords {
  /** On the button that chooses it. */
  button: string
  title: string
  /** On the button that does it. */
  verb: string
  will: (count: number, group: string) => string
  done: (count: number, group: string) => string
}

const was = (count: number): string => (count === 1 ? 'was' : 'were')

export const bulkActionLabels: Record<BulkAct, ActWords> = {
  add: {
    button: 'Add to group',
    title: 'Add people to a group',
    verb: 'Add',
    will: (count, group) => `${countPeople(count)} will be added to ${group}`,
    done: (count, group) => `${countPeople(count)} ${was(count)} added to ${group}`,
  },
  remove: {
    button: 'Remove from group',
    title: 'Remove people from a group',
    verb: 'Remove',
    will: (count, group) => `${countPeople(count)} will be removed from ${group}`,
    done: (count, group) => `${countPeople(count)} ${was(count)} removed from ${group}`,
  },
  deactivate: {
    button: 'Deactivate',
    title: 'Deactivate people',
    verb: 'Deactivate',
    will: count => `${countPeople(count)} will be deactivated`,
    done: count => `${countPeople(count)} ${was(count)} deactivated`,
  },
  reactivate: {
    button: 'Reactivate',
    title: 'Reactivate people',
    verb: 'Reactivate',
    will: count => `${countPeople(count)} will be reactivated`,
    done: count => `${countPeople(count)} ${was(count)} reactivated`,
  },
  resend: {
    button: 'Resend invitation',
    title: 'Send invitations again',
    verb: 'Send again',
    will: count => `${countPeople(count)} will get a new invitation`,
    done: count => (count === 1 ? '1 person was invited again' : `${countPeople(count)} were invited again`),
  },
}

export const skipReasonLabels: Record<SkipReason, string> = {
  already: 'in the group already',
  not_member: 'not in the group',
  changed_since: 'changed again by somebody since then',
  not_active: 'not active',
  not_inactive: 'not inactive',
  not_invited: 'not invited, or the invitation is over',
  oneself: 'you',
  last_administrator: 'an administrator, and no other would be left',
  not_held: 'in groups that grant more than you have',
  too_often: 'invited again and again within the last hour',
}

/** Above those whom an act concerns, before it is done. */
export const willLabels: Record<BulkAct, string> = {
  add: 'Will be added',
  remove: 'Will be removed',
  deactivate: 'Will be deactivated',
  reactivate: 'Will be reactivated',
  resend: 'Will be invited again',
}

/** … and afterwards. */
export const didLabels: Record<BulkAct, string> = {
  add: 'Added',
  remove: 'Removed',
  deactivate: 'Deactivated',
  reactivate: 'Reactivated',
  resend: 'Invited again',
}
