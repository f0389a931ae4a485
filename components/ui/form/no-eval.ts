/**
 * Zod compiles object schemas with `new Function` where it may. Our Content-Security-Policy says it
 * may not, and already the probe for it is reported as a violation; so do not even ask. Through the
 * global that zod reads when it loads, which works whichever module comes first.
 */
const shared = globalThis as { __zod_globalConfig?: { jitless?: boolean } }
shared.__zod_globalConfig = Object.assign(shared.__zod_globalConfig ?? {}, { jitless: true })

export {}
