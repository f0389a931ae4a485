/** Safe in a browser: what a column of a file can be, in the order in which a form asks for it. */
export const columnMeanings = [
  'email',
  'fallbackEmail',
  'name',
  'firstName',
  'middleName',
  'lastName',
  'secondLastName',
  'title',
  'groups',
] as const
export type ColumnMeaning = (typeof columnMeanings)[number]

/** Which column is what: places from 0. What is left out has no column. */
export type ColumnPlaces = Partial<Record<ColumnMeaning, number>>

export const meaningLabels: Record<ColumnMeaning, string> = {
  email: 'Email address',
  fallbackEmail: 'Used if the email address is empty',
  name: 'Full name',
  firstName: 'First name',
  middleName: 'Middle name',
  lastName: 'Last name',
  secondLastName: 'Second last name',
  title: 'Job title',
  groups: 'Groups',
}
