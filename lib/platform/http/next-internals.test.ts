import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (file: string): string => readFileSync(join('node_modules/next/dist', file), 'utf8')

/**
 * What of Next is used here and no documentation promises (docs/decisions/0003-status-of-pages-and-actions.md). One of these
 * that fails after an upgrade names the place to look at; the browser tests show what came of it.
 */
test.each([
  [
    'early-answer.ts',
    'an action of a script has this header',
    'client/components/app-router-headers.js',
    "'next-action'",
  ],
  [
    'response-status.ts',
    'a navigation says by this header where it comes from',
    'client/components/app-router-headers.js',
    "'next-router-state-tree'",
  ],
  [
    'response-status.ts',
    'an action that is passed on to another page is marked so',
    'server/app-render/action-handler.js',
    "forwardedHeaders.set('x-action-forwarded', '1')",
  ],
  [
    'response-status.ts',
    'an action is passed on in a request to ourselves',
    'server/app-render/action-handler.js',
    'await fetch(fetchUrl',
  ],
  [
    'incoming.ts',
    'the nonce of scripts is read from a header of the request',
    'server/app-render/get-script-nonce-from-header.js',
    "headers['content-security-policy']",
  ],
  [
    'incoming.ts',
    'an action whose origin is another host than this header says is refused',
    'server/app-render/action-handler.js',
    "headers['x-forwarded-host']",
  ],
  ['wire.ts', 'the head is sent right before the first bytes', 'server/pipe-readable.js', 'res.flushHeaders();'],
  ['wire.ts', 'it listens for upgrades', 'server/lib/start-server.js', "server.on('upgrade'"],
  [
    'graceful-shutdown.ts',
    'it leaves signals to us where this is set',
    'server/lib/start-server.js',
    '!process.env.NEXT_MANUAL_SIG_HANDLE',
  ],
])('%s counts on Next: %s', (_, __, file, said) => {
  expect([file, said, read(file).includes(said)]).toEqual([file, said, true])
})
