export type FieldValue = string | number | boolean | null | undefined

/** As text, where an empty field is nothing. */
const textOf = (value: FieldValue): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '')

/**
 * What an update changed, by field, for the facts of its event: the fields are those of the input, so that none can be
 * forgotten. Values of people (names, addresses) do not belong into facts: take `changedFields` there.
 * @param before has every field of `after`, or it does not compile
 */
export const changesBetween = <After extends Record<string, FieldValue>>(
  before: NoInfer<{ [Field in keyof After]: FieldValue }>,
  after: After,
): Record<string, { from: string; to: string }> =>
  Object.fromEntries(
    changedFields(before, after).map(field => [field, { from: textOf(before[field]), to: textOf(after[field]) }]),
  )

/** Likewise, the names of the fields alone. */
export const changedFields = <After extends Record<string, FieldValue>>(
  before: NoInfer<{ [Field in keyof After]: FieldValue }>,
  after: After,
): (keyof After & string)[] => Object.keys(after).filter(field => textOf(before[field]) !== textOf(after[field]))

/** Of a change, the fields that were sent: what is left out stays as it is. */
export const sentFields = <T extends object>(fields: T): { [F in keyof T]?: Exclude<T[F], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
