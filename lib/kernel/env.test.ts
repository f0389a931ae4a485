import { expect, test } from 'vitest'
import { readEnv } from './env'

test('Nothing set is a configuration that works', () => {
  expect(readEnv({})).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    APP_URL: 'http://localhost:3000',
    DATABASE_POOL_MAX: 10,
    PASSWORD_HASH_COST: 12,
  })
})

test('Empty values count as unset, as compose files write them', () => {
  expect(readEnv({ PORT: '', APP_URL: '' })).toMatchObject({ PORT: 3000 })
})

test.each([
  ['PORT', 'many'],
  ['PORT', '70000'],
  ['APP_URL', 'console.example.com'],
  ['APP_URL', 'ftp://x.example'],
  ['DATABASE_URL', 'mysql://x@y/z'],
  ['AUTH_SECRET', 'short'],
  ['PASSWORD_PEPPER', 'short'],
  ['DATABASE_PREPARE', 'perhaps'],
  ['LOG_LEVEL', 'loud'],
  ['TRUSTED_PROXIES', '-1'],
  ['PASSWORD_HASH_COST', '9'],
  ['PASSWORD_HASH_COST', '16'],
  ['SMTP_URL', 'mail.example.com'],
  ['SMTP_URL', 'http://mail.example.com'],
  ['SMTP_URL', 'smtp://'],
  ['MAIL_FROM', 'Console'],
  ['MAIL_FROM', 'Console <nobody>'],
  ['MAIL_FROM', 'Console <a@example.com>\r\nBcc: b@example.com'],
  ['RUN_JOBS', 'perhaps'],
  ['ENCRYPTION_KEY', 'short'],
])('A wrong %s (%s) stops the start with a sentence that names it', (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^The configuration is wrong: ${name} .+\\.$`))
})

test.each(['console@example.com', 'Console <console@example.com>', '"Acme, Inc." <console@example.com>'])(
  'Mail may be from %s',
  address => {
    expect(readEnv({ MAIL_FROM: address }).MAIL_FROM).toBe(address)
  },
)
