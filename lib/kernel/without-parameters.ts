/**
 * An error without what it was about: the message of a failed query holds its parameters, which may
 * be anybody's name or hash.
 */
export function withoutParameters(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, cause } = error
  const code = {
    ...('code' in error && { code: error.code }),
    ...('constraint_name' in error && { constraint: error.constraint_name }),
  }
  if ('query' in error && 'params' in error) return { name, query: error.query, cause: withoutParameters(cause) }
  const stack = error.stack
    ?.split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 12)
  return { name, message, ...code, stack, ...(cause !== undefined && { cause: withoutParameters(cause) }) }
}
