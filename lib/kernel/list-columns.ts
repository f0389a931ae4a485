/** Lists whose columns and views people choose for themselves, with the columns that can be left out. */
export const listColumns = {
  users: ['email', 'title', 'status', 'groups', 'signed-in', 'created'],
  groups: ['description', 'slug', 'created', 'members', 'permissions'],
  invitations: ['status', 'groups', 'invited-by', 'delivery'],
  // Of a line of the catalogue, beside what it is called.
  permissions: ['key', 'groups', 'description', 'allows'],
  mail: ['email', 'status', 'queued'],
  imports: ['status', 'rows', 'by', 'uploaded'],
  // Its events are sentences.
  'audit-log': [],
} as const

export type ListName = keyof typeof listColumns
export type ColumnOf<L extends ListName> = (typeof listColumns)[L][number]

export const listNames = Object.keys(listColumns) as [ListName, ...ListName[]]

/** Lists that can be narrowed, and so have views: nothing narrows that of imports. */
export type ViewedList = Exclude<ListName, 'imports'>
export const viewedLists = listNames.filter((name): name is ViewedList => name !== 'imports')

/** As many views as one looks through, and their names in a menu. */
export const MOST_VIEWS = 50
export const VIEW_NAME_LENGTH = 60
