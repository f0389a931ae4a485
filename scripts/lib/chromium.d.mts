/** See chromium.mjs, which has to run before there is a compiler. */
export function findChromium(options?: { install?: boolean }): string
