import { closeDatabase } from '../../db/client'
import { makeCompany } from '../../db/factories'
import { importsIn } from '../../db/repositories/imports'
import { inCompany } from '../../db/scope'
import { closeHashers } from '../../lib/auth/passwords'
import { reviewImport, startImport, undoImport } from '../../lib/imports/commands'
import { runImport } from '../../lib/imports/run'
import { runUndo } from '../../lib/imports/undo'
import { fileOf } from '../../lib/testing/import-file'
import { signedIn } from '../../lib/testing/run-as'
import { ms, summary, timed } from './measure'

/**
 * How long the review, the run and the undoing of an import take, 37 of its rows being wrong. Sends no mail itself;
 * a server beside it does, where one is up.
 * npx tsx scripts/bench/import.ts [rows]
 */
const rows = Number(process.argv[2] ?? 10_000)
const company = await makeCompany()
for (const name of ['Developers', 'Marketing']) await company.group({ name, grants: ['staging:deploy'] })
const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
const say = (what: string, took: number, note = '') => process.stdout.write(`${what.padEnd(10)} ${ms(took).padStart(12)}   ${note}\n`)

let importId = ''
let verdicts: Record<string, number> = {}
const content = fileOf(rows, 37)
const reviewed = await timed(async () => {
  ;({ id: importId, verdicts } = await ada.does<{ id: string; verdicts: Record<string, number> }>(reviewImport, { fileName: 'bench.csv', content }))
})
say('review', reviewed, Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`).join(', '))

/** The batches one after the other, as the queue would have them done. */
async function batches(run: () => Promise<void>, isOver: (found: { state: string; undoneAt: Date | null }) => boolean) {
  const times: number[] = []
  for (;;) {
    const found = await inCompany(company.id, scope => importsIn(scope).find(importId))
    if (isOver(found)) return times
    times.push(await timed(run))
  }
}

await ada.does(startImport, { importId, createGroups: false, message: 'Welcome.', expiryDays: 7 })
const ran = await batches(() => runImport(company.id, importId), found => found.state === 'done')
await ada.does(undoImport, { importId })
const undone = await batches(() => runUndo(company.id, importId), found => found.undoneAt !== null)
for (const [what, times] of Object.entries({ run: ran, undo: undone })) {
  const { median, p95 } = summary(times)
  say(what, times.reduce((sum, time) => sum + time, 0), `${times.length} batches, median ${ms(median)}, p95 ${ms(p95)}`)
}
await closeHashers()
await closeDatabase()
