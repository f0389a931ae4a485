import type { RowVerdict } from '@/db/schema/import-rows'

/** What whoever starts an import chose for rows that it does not do by itself. */
export interface ImportChoices {
  createGroups: boolean
  addGroups: boolean
  reactivate: boolean
}

/** The choice by which rows of a kind are done. Where it was not made, they are left out, and can be taken up later. */
export const choiceOf = {
  unknown_group: 'createGroups',
  member_groups: 'addGroups',
  inactive: 'reactivate',
} as const satisfies Partial<Record<RowVerdict, keyof ImportChoices>>

type OptionalVerdict = keyof typeof choiceOf

/** Rows that are done only when somebody chose it. */
export const optionalVerdicts = Object.keys(choiceOf) as OptionalVerdict[]

/** Of these, those that are chosen. */
export const verdictsOf = (choices: ImportChoices): OptionalVerdict[] =>
  optionalVerdicts.filter(verdict => choices[choiceOf[verdict]])

/** Those of whose rows people get groups: who is reactivated keeps theirs, and gets others where members do. */
export const verdictsHandingOut = (choices: ImportChoices): RowVerdict[] => [
  'new',
  ...verdictsOf(choices).filter(verdict => verdict !== 'inactive' || choices.addGroups),
]
