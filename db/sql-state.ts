/** What the database said, as SQLSTATE, wherever in its causes an error carries it; undefined where the database said nothing. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && /^[0-9A-Z]{5}$/.test(String(cause.code))) return String(cause.code)
  }
  return undefined
}
