import { expect, test } from 'vitest'
import { changesOf } from './changes'

test('the before and after of a rename stand in the facts themselves', () => {
  expect(changesOf({ event: 'company.renamed', data: { from: 'A', to: 'B' } })).toEqual([
    { field: 'name', from: 'A', to: 'B' },
  ])
  expect(changesOf({ event: 'company.slug_changed', data: { from: 'a', to: 'b' } })).toEqual([
    { field: 'slug', from: 'a', to: 'b' },
  ])
})

test('those of an edit stand there field by field', () => {
  const data = {
    group: { id: '1', name: 'Developers' },
    changes: { name: { from: 'Devs', to: 'Developers' }, slug: { from: 'devs', to: 'developers' } },
  }
  expect(changesOf({ event: 'group.updated', data })).toEqual([
    { field: 'name', from: 'Devs', to: 'Developers' },
    { field: 'slug', from: 'devs', to: 'developers' },
  ])
})

test('other facts are no change', () => {
  expect(changesOf({ event: 'user.deleted', data: { groups: ['Developers'], changes: null } })).toEqual([])
  expect(
    changesOf({ event: 'audit.viewed', data: { filters: { from: '2026-05-01', to: '2026-05-31' }, shown: 1 } }),
  ).toEqual([])
})
