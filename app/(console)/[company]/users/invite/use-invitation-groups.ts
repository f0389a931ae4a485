import { useState } from 'react'
import { z } from 'zod'
import type { ChooserOption } from '@/components/ui/form/choice-list'
import { useCompany } from '@/components/ui/form/run-action'
import type { FindOptions } from '@/components/ui/found-options'
import { findGroups } from '../../groups/find-groups'
import { listInvitationGroupsAction } from '../../invitations/actions'
import { lastInvitationOf } from '../../invitations/last-invitation'

/** A group to invite people into, or why the reader may not, with all that it grants: what is handed out is what was looked at. */
export interface InvitationGroup {
  id: string
  name: string
  hindrance?: string
  grants: string[]
}

export interface InvitationGroups {
  options: ChooserOption[]
  find: FindOptions | undefined
  /** What was chosen when people were invited last. */
  chosenBefore: string[]
  /** What was looked at of these, to be sent along. */
  reviewed: (groupIds: readonly string[]) => { groupId: string; grants: string[] }[]
  /** Of these, those that were found by typing. */
  foundOf: (groupIds: readonly string[]) => InvitationGroup[]
  /** From a refusal, what groups grant by now: who tries again has read it there. */
  readGrown: (details: unknown) => void
}

/** What comes with a refusal where groups grant more than when they were looked at. */
const grownGroups = z.object({ groups: z.array(z.object({ id: z.string(), grants: z.array(z.string()) })) })

/** The groups of the form: the first of all, which the page brings along, and those that are found by typing. */
export function useInvitationGroups(first: InvitationGroup[], total: number): InvitationGroups {
  const company = useCompany()
  const remembered = lastInvitationOf(company)?.chosen
  const isFirst = (id: string): boolean => first.some(group => group.id === id)
  // Those of before that were found by typing are chosen again, wherever they stand in the list.
  const groups = [...first, ...(remembered?.found ?? []).filter(({ id }) => !isFirst(id))]
  const [looked] = useState(() => new LookedAt())
  // One that was made meanwhile grants nothing.
  const grantsOf = (id: string): string[] =>
    looked.grownTo(id) ?? groups.find(group => group.id === id)?.grants ?? looked.group(id)?.grants ?? []
  return {
    options: groups.map(choiceOf),
    find:
      total > first.length
        ? findGroups(company, listInvitationGroupsAction, grantsInWords, shown => looked.found(shown))
        : undefined,
    chosenBefore: groups.flatMap(({ id, hindrance }) =>
      hindrance === undefined && remembered?.groupIds.includes(id) ? [id] : [],
    ),
    reviewed: groupIds => groupIds.map(groupId => ({ groupId, grants: grantsOf(groupId) })),
    foundOf: groupIds =>
      groupIds.flatMap(id => {
        const group = isFirst(id) ? undefined : (looked.group(id) ?? groups.find(one => one.id === id))
        return group ? [{ ...group, grants: grantsOf(id) }] : []
      }),
    readGrown: details => looked.readGrown(details),
  }
}

/** What was looked at beyond what the page brought along. */
class LookedAt {
  readonly #found = new Map<string, InvitationGroup>()
  readonly #grown = new Map<string, string[]>()

  found(groups: readonly InvitationGroup[]): void {
    for (const group of groups) {
      const before = this.#found.get(group.id)
      // Nobody knows which of two answers was read: no more was looked at than both of them say.
      const grants = before ? group.grants.filter(key => before.grants.includes(key)) : group.grants
      this.#found.set(group.id, { ...group, grants })
    }
  }

  readGrown(details: unknown): void {
    for (const { id, grants } of grownGroups.safeParse(details).data?.groups ?? []) this.#grown.set(id, grants)
  }

  group(id: string): InvitationGroup | undefined {
    return this.#found.get(id)
  }

  /** What the latest refusal said, which was read whatever else was found. */
  grownTo(id: string): string[] | undefined {
    return this.#grown.get(id)
  }
}

/** More would hide the other groups; its own page has all of them. */
const SHOWN_KEYS = 4

const grantsInWords = ({ grants }: Pick<InvitationGroup, 'grants'>): string => {
  if (!grants.length) return 'Grants nothing.'
  // "and 1 more" would take the place of the one.
  const cut = grants.length > SHOWN_KEYS + 1
  return `Grants ${cut ? `${grants.slice(0, SHOWN_KEYS).join(', ')} and ${grants.length - SHOWN_KEYS} more` : grants.join(', ')}.`
}

const choiceOf = ({ id, name, hindrance, grants }: InvitationGroup): ChooserOption => ({
  value: id,
  label: name,
  disabled: hindrance !== undefined,
  hint: hindrance ?? grantsInWords({ grants }),
})
