import { expect, test, vi } from 'vitest'
import { forgetEnv } from '@/lib/kernel/env'
import { mayReadOutbox } from './dev-outbox'

const visit = vi.hoisted(() => ({ host: '', ip: '127.0.0.1', forwarded: false }))

vi.mock('next/headers', () => ({ headers: async () => new Headers({ host: visit.host }) }))
vi.mock('@/lib/platform/http/request-context', () => ({
  requestContext: () => ({ requestId: 'R', url: '/dev/mail', ...visit }),
}))

const mayRead = async (appUrl: string, how: Partial<typeof visit> = {}): Promise<boolean> => {
  Object.assign(visit, { host: 'localhost:3000', ip: '127.0.0.1', forwarded: false }, how)
  process.env.APP_URL = appUrl
  forgetEnv()
  return mayReadOutbox()
}

test.each([
  ['http://localhost:3000', {}],
  ['http://127.0.0.1:3000', { host: '127.0.0.1:3000' }],
  ['http://[::1]:3000', { host: '[::1]:3000', ip: '::1' }],
  ['http://localhost:3000', { host: '127.0.0.1:8080' }],
])('Somebody at this machine reads the mail of %s (%j)', async (appUrl, how) => {
  expect(await mayRead(appUrl, how)).toBe(true)
})

test.each([
  // A console that other people use, whose proxy says nothing of them: mail in it opens their accounts.
  ['https://console.example.com', {}],
  ['http://192.168.1.5:3000', {}],
  ['http://localhost.example.com', {}],
  ['http://localhost:3000', { host: 'console.example.com' }],
  ['http://localhost:3000', { host: 'localhost.evil.example' }],
  ['http://localhost:3000', { host: '' }],
  ['http://localhost:3000', { ip: '192.168.1.7' }],
  ['http://localhost:3000', { forwarded: true }],
])('Nobody else reads that of %s (%j)', async (appUrl, how) => {
  expect(await mayRead(appUrl, how)).toBe(false)
})
