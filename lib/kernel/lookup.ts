/**
 * What a table says of a name that may come from anywhere: an address, a body, a file, a header, a row of another
 * version. Undefined for a name that the table does not have itself; `table[name]` would find what every object has,
 * such as `constructor`. A test walks the code for such reads (lookup.test.ts).
 */
export const lookup = <T>(table: { readonly [name: string]: T }, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined
