import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import { operations } from '@/lib/registry'

vi.mock('@/lib/platform/cookies/session-cookie', () => ({ readSessionCookies: async () => [] }))

/** Addresses under /api/v1 that have a file, as operations write them. */
const addresses = readdirSync('app/api/v1', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('route.ts'))
  .map(name => [name, `/${name.replace(/\/?route\.ts$/, '').replaceAll(/\[(\w+)\]/g, ':$1')}`] as const)

const read = async (file: string): Promise<Record<string, unknown>> => import(resolve('app/api/v1', file))

const declared = operations.flatMap(({ name, http }) => (http ? [`${http.method} ${http.path} ${name}`] : []))

test('What operations say of their address is where they are, and nothing else is there', async () => {
  const served = await Promise.all(
    addresses.map(async ([file, path]) => {
      const handlers = await read(file)
      return Object.entries(handlers).flatMap(([method, handler]) => {
        const operation = (handler as { operation?: { name: string } }).operation
        return operation && method !== 'HEAD' ? [`${method} ${path} ${operation.name}`] : []
      })
    }),
  )
  expect(served.flat().toSorted()).toEqual(declared.toSorted())
  expect(declared.length).toBeGreaterThan(40)
})

test('What no program may call says why', () => {
  const hidden = operations.filter(({ http }) => !http)
  expect(hidden.length).toBeGreaterThan(20)
  expect(hidden.filter(({ internal }) => !/^[A-Z].{8,}\.$/.test(internal ?? '')).map(({ name }) => name)).toEqual([])
})
