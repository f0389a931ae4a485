import type { TimeParts } from './time'

/** A time whose words were made on the server; browsers may have others. */
export function FormattedTime({ parts: [dateTime, title, text] }: { parts: TimeParts }) {
  return (
    <time dateTime={dateTime} title={title}>
      {text}
    </time>
  )
}
