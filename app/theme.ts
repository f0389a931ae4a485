export type Theme = 'system' | 'light' | 'dark'

export const THEME_COOKIE = 'console.theme'

/** What this device chose; the system's where it chose nothing. */
export function readTheme(jar: { get(name: string): { value: string } | undefined }): Theme {
  const chosen = jar.get(THEME_COOKIE)?.value
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}
