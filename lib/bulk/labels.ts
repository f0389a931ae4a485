import type { BulkAct } from '@/lib/kernel/bulk-acts'
import { countPeople } from '@/lib/kernel/format'
import type { SkipReason } from './events'

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
  changed_since: 'added again by somebody since then',
  not_active: 'not active',
  not_invited: 'not invited, or the invitation is over',
  oneself: 'you yourself',
  last_administrator: 'an administrator, and no other would be left',
  not_held: 'in groups that grant more than you have',
  too_often: 'invited again and again within the last hour',
}
