/** What somebody opened last in this browser: records by their addresses, with what they were called. */
export interface RecentRecord {
  kind: 'user' | 'group' | 'permission'
  id: string
  label: string
}

const KEY = 'console.recent'
const MOST = 8
const MOST_LETTERS = 100

const kinds = { users: 'user', groups: 'group', permissions: 'permission' } as const

interface Stored {
  /** Whose they are: nobody else is shown them, and whoever comes next takes their place. */
  owner: string
  records: RecentRecord[]
}

const isRecord = (value: unknown): value is RecentRecord => {
  const { kind, id, label } = (value ?? {}) as Partial<RecentRecord>
  return Object.values(kinds).includes(kind!) && /^[0-9a-f-]{36}$/.test(String(id)) && typeof label === 'string'
}

function stored(): Stored | undefined {
  try {
    const { owner, records } = JSON.parse(localStorage.getItem(KEY) ?? '') as Partial<Stored>
    if (typeof owner === 'string' && Array.isArray(records)) return { owner, records: records.filter(isRecord) }
  } catch {
    // Nothing yet, nothing of ours, or a browser that keeps nothing.
  }
  return undefined
}

/** The latest first. */
export function recentRecords(owner: string): RecentRecord[] {
  const found = stored()
  return found?.owner === owner ? found.records.slice(0, MOST) : []
}

/**
 * Notes the record at this address, where it is one; what somebody else opened in this browser is forgotten.
 * @param title what the page calls it; nothing where it is not there, or not to be seen, any more
 */
export function noteOpened(owner: string, path: string, title: string | null | undefined): void {
  const [, , list, id] = /^\/([^/]+)\/(users|groups|permissions)\/([0-9a-f-]{36})$/.exec(path) ?? []
  if (stored() && stored()?.owner !== owner) forgetRecent()
  const label = title?.trim().slice(0, MOST_LETTERS)
  if (!list || !id) return
  const opened: RecentRecord[] = label ? [{ kind: kinds[list as keyof typeof kinds], id, label }] : []
  const records = [...opened, ...recentRecords(owner).filter(record => record.id !== id)].slice(0, MOST)
  try {
    localStorage.setItem(KEY, JSON.stringify({ owner, records } satisfies Stored))
  } catch {
    // Full, or closed to pages: it is a convenience.
  }
}

/** A name that somebody read must not be left to the next one. */
export function forgetRecent(): void {
  try {
    // And whom they had chosen in lists, which is kept for the tab.
    sessionStorage.clear()
    localStorage.removeItem(KEY)
  } catch {
    // As above.
  }
}

/** Whoever signs out takes along what they opened, by whichever form of the frame. Loaded on every page, after it. */
if (typeof document !== 'undefined')
  document.addEventListener(
    'submit',
    ({ target }) => {
      if (target instanceof Element && target.matches('[data-sign-out]')) forgetRecent()
    },
    true,
  )
