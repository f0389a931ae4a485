import { formatMessage } from '@/lib/kernel/message'
import type { EndedAccess } from './events'
import messages from './messages/en.json'

/** "2 sessions", "1 password reset link". */
export const countOfEnded = (kind: keyof EndedAccess, count: number): string =>
  formatMessage(messages[`ended.${kind}`], { count })
