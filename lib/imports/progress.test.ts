import { expect, test } from 'vitest'
import { office, peopleCsv, recruiter, runToEnd, startedImport } from '@/testing/imports'
import { refusalCode } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { viewImport, viewImportProgress } from './queries'

test('Watching an import leaves no events, and looking at it does', async () => {
  const { company, ada } = await office()
  const importId = await startedImport(ada, peopleCsv(3))
  await runToEnd(company, importId)
  const before = (await auditTrail(company.id)).length
  for (let times = 0; times < 3; times++)
    expect(await ada.does(viewImportProgress, { importId })).toEqual({ state: 'done', done: 3, total: 3, ended: true })
  expect(await auditTrail(company.id)).toHaveLength(before)
  await ada.does(viewImport, { importId })
  expect(await auditTrail(company.id)).toHaveLength(before + 1)
})

test('Who may not import watches nothing, which is recorded; who may, does', async () => {
  const { company, ada } = await office()
  const importId = await startedImport(ada, peopleCsv(1))
  const other = await office()
  expect(await refusalCode(other.ada.does(viewImportProgress, { importId }))).toBe('not_found')
  const { person } = await recruiter(company)
  expect(await person.does(viewImportProgress, { importId })).toMatchObject({ state: 'queued', done: 0, total: 1 })
})
