import { describe, expect, test } from 'vitest'
import { builtInPermissions } from '@/lib/permissions/built-in'
import { builtInResources } from '@/lib/permissions/catalogue'
import { can, covers, missingPermissions } from './can'

describe('A held permission', () => {
  test.each([
    ['*:*', 'users:read', true],
    ['*:*', 'staging:deploy', true],
    ['*:*', '*:*', true],
    ['users:*', 'users:read', true],
    ['users:*', 'users:*', true],
    ['users:read', 'users:read', true],
    ['users:read', 'users:update', false],
    ['users:read', 'users:*', false],
    ['users:*', '*:*', false],
    ['users:*', 'users-archive:read', false],
    ['user:*', 'users:read', false],
    ['*:read', 'users:read', true],
    ['*:read', '*:read', true],
    ['*:read', 'users:update', false],
    ['*:read', 'users:*', false],
    ['*:read', '*:*', false],
    ['users:*', '*:read', false],
    ['*:*', '*:read', true],
  ])('%s and the wanted %s: %s', (held, wanted, answer) => {
    expect(covers(held, wanted)).toBe(answer)
  })

  test('among several is enough; none is not', () => {
    expect(can({ permissions: ['groups:read', 'users:*'] }, 'users:delete')).toBe(true)
    expect(can({ permissions: [] }, 'users:read')).toBe(false)
  })

  test('tells what is missing', () => {
    expect(missingPermissions({ permissions: ['users:*'] }, ['users:read', 'groups:read'])).toEqual(['groups:read'])
  })
})

describe('The catalogue', () => {
  test('has a sentence for each permission, and a wildcard for each resource', () => {
    for (const { description } of builtInPermissions) expect(description).toMatch(/^[A-Z].+\.$/)
    const wildcards = builtInPermissions
      .filter(permission => permission.action === '*')
      .map(permission => permission.resource)
    expect(wildcards).toEqual(builtInResources)
  })
})
