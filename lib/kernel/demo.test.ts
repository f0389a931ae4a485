import { afterEach, expect, test, vi } from 'vitest'
import { demoSignIn } from './demo'

const own = 'postgresql://console:x@127.0.0.1:5432/console'

afterEach(() => void vi.unstubAllEnvs())

test('The demo offers its people where npm start brought the database along', () => {
  vi.stubEnv('DATABASE_URL', own)
  vi.stubEnv('CONSOLE_DEMO_DATABASE', own)
  expect(demoSignIn('acme-corp')?.people.map(({ email }) => email)).toEqual(
    ['alice', 'charlie', 'bob', 'diana', 'eve'].map(name => `${name}@acme.example`),
  )
  expect(demoSignIn('globex')?.companyName).toBe('Globex')
  for (const slug of ['initech', '', 'constructor']) expect(demoSignIn(slug)).toBeUndefined()
})

test('A database of somebody has no demo, whatever else is set', () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://console:x@db.example.com/console')
  for (const named of ['', own, 'true', '1', undefined]) {
    vi.stubEnv('CONSOLE_DEMO_DATABASE', named)
    expect(demoSignIn('acme-corp')).toBeUndefined()
  }
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('CONSOLE_DEMO_DATABASE', '')
  expect(demoSignIn('acme-corp')).toBeUndefined()
})
