import { formatNumber } from './format'

/** Totals are exact up to here. Whatever there is more of is not counted, since that takes longer the more there is. */
export const COUNTED_TO = 10_000

/** How far a statement counts, which tells that there are more. */
export const COUNT_LIMIT = COUNTED_TO + 1

/** Whether there are more than were counted. */
export const isCut = (count: number): boolean => count > COUNTED_TO

/** "1,234", and "10,000+" where there are more. */
export const formatTotal = (count: number): string =>
  isCut(count) ? `${formatNumber(COUNTED_TO)}+` : formatNumber(count)

/** The sum of several, such as of days: "15,960+" where one of them is more than was counted. */
export const formatSum = (counts: readonly number[]): string =>
  `${formatNumber(counts.reduce((sum, count) => sum + Math.min(count, COUNTED_TO), 0))}${counts.some(isCut) ? '+' : ''}`

/** "1 person", "10,000+ people". */
export const totalPeople = (count: number): string => `${formatTotal(count)} ${count === 1 ? 'person' : 'people'}`

/** Beside shares that were counted among so many and no more. */
export const AMONG_COUNTED = `Counted up to ${formatNumber(COUNTED_TO)}`
