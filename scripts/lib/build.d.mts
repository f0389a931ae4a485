/** See build.mjs. */
export function buildWhenNeeded(): Promise<boolean>
