import type { WrittenTime } from './time'

/** A time whose words were made on the server; browsers may have others. */
export function TimeInWords({ written: [dateTime, title, text] }: { written: WrittenTime }) {
  return (
    <time dateTime={dateTime} title={title}>
      {text}
    </time>
  )
}
