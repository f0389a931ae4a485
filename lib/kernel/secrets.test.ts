import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureSecrets } from './secrets'

let dataDir: string
const file = () => join(dataDir, 'secrets.json')

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'console-secrets-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

describe('the secrets of an installation', () => {
  test('are made once, long, different, and readable by their owner only', () => {
    const secrets = ensureSecrets(dataDir)
    expect(secrets.AUTH_SECRET.length).toBeGreaterThanOrEqual(43)
    expect(secrets.PASSWORD_PEPPER).not.toBe(secrets.AUTH_SECRET)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(ensureSecrets(dataDir)).toEqual(secrets)
  })

  test('keep what is there when a later version asks for more', () => {
    const known = { AUTH_SECRET: 'a'.repeat(43), SOMETHING_ELSE: 'b'.repeat(43) }
    writeFileSync(file(), JSON.stringify(known))
    expect(ensureSecrets(dataDir).AUTH_SECRET).toBe(known.AUTH_SECRET)
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject(known)
  })

  test.each(['{"AUTH_SECRET": "cut o', '{"AUTH_SECRET": "short"}', ''])('are never replaced when damaged: %s', text => {
    writeFileSync(file(), text)
    expect(() => ensureSecrets(dataDir)).toThrow('are damaged')
    expect(readFileSync(file(), 'utf8')).toBe(text)
  })
})
