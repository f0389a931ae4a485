import { env } from '@/lib/kernel/env'

/** A path as a whole address for a mail; from the configuration, never from a request. */
export const absoluteUrl = (path: string): string => env().APP_URL.replace(/\/$/, '') + path
