/** See pgbouncer.mjs, which has to run before there is a compiler. */
export function findPgbouncer(): string | undefined
