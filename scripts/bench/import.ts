import { readFile } from 'node:fs/promises'
import { closeDatabase } from '../../db/client'
import { importsIn } from '../../db/repositories/imports'
import { inCompany } from '../../db/scope'
import { reviewImport, startImport, undoImport } from '../../lib/imports/commands'
import { runImport } from '../../lib/imports/run'
import { runUndo } from '../../lib/imports/undo'
import { closeHashWorkers } from '../../lib/passwords/hash'
import { makeCompany } from '../../testing/factories'
import { fileOf } from '../../testing/import-file'
import { signedIn } from '../../testing/run-as'
import { ms, summary, timed } from './measure'
import { visitor } from './visitor'

/**
 * How long the review, the run and the undoing of an import take, 37 of its rows being wrong. `alone` does the
 * work here, one batch after the other; `served` leaves it to the server of this environment, the review too and with
 * the mail that it brings, and looks at its pages meanwhile. With the server's process id (the one that listens), its
 * largest resident memory so far is said (VmHWM, Linux only).
 * npx tsx scripts/bench/import.ts [rows] [alone|served] [pid]
 */
const rows = Number(process.argv[2] ?? 10_000)
const served = process.argv[3] === 'served'
const pid = process.argv[4]
const company = await makeCompany()
for (const name of ['Developers', 'Marketing']) await company.group({ name, grants: ['staging:deploy'] })
const user = await company.user({ groups: [company.administrators] })
const ada = await signedIn(company, user)
const pages = await visitor(company, user)
const say = (what: string, took: number, note = '') =>
  process.stdout.write(`${what.padEnd(10)} ${ms(took).padStart(12)}   ${note}\n`)
const noteOf = (what: string, times: number[]) => {
  const { median, p95 } = summary(times)
  return `${times.length} ${what}, median ${ms(median)}, p95 ${ms(p95)}, longest ${ms(Math.max(...times))}`
}

async function sayMemory(): Promise<void> {
  if (!pid) return
  const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))![1])
  process.stdout.write(`${'memory'.padEnd(10)} ${(kilobytes / 1024).toFixed(0).padStart(9)} MB   the largest so far\n`)
}

let importId = ''
const content = fileOf(rows, 37)
if (served) say('idle', 0, noteOf('pages', await looks(async () => true, 20)))
await sayMemory()
const cpu = process.cpuUsage()
const reviewed = await timed(async () => {
  if (served) importId = await pages.upload(content)
  else ({ id: importId } = await ada.does(reviewImport, { fileName: 'bench.csv', content }))
})
const { user: used, system } = process.cpuUsage(cpu)
say('review', reviewed, served ? '' : `${ms((used + system) / 1000)} of processor time outside the database`)
await sayMemory()

type Found = Awaited<ReturnType<typeof now>>
const now = () => inCompany(company.id, scope => importsIn(scope).find(importId))

/** Does something until it is over; returns how long each took. */
async function looks(isOver: () => Promise<boolean>, atLeast = 0): Promise<number[]> {
  const times: number[] = []
  while (times.length < atLeast || !(await isOver())) {
    times.push(await timed(() => pages.open(`/${company.slug}/users`)))
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return times
}

async function follow(what: string, batch: () => Promise<void>, isOver: (found: Found) => boolean): Promise<void> {
  const over = async () => isOver(await now())
  const times: number[] = []
  const took = await timed(async () => {
    if (served) times.push(...(await looks(over)))
    else while (!(await over())) times.push(await timed(batch))
  })
  say(what, took, noteOf(served ? 'pages' : 'batches', times))
}

await ada.does(startImport, { importId, createGroups: false, message: 'Welcome.', expiryDays: 7 })
await follow(
  'run',
  () => runImport(company.id, importId),
  ({ state }) => state === 'done',
)
await sayMemory()
if (served) say('mail', 0, noteOf('pages while it goes out', await looks(async () => true, 50)))
await ada.does(undoImport, { importId })
await follow(
  'undo',
  () => runUndo(company.id, importId),
  ({ undoneAt }) => undoneAt !== null,
)
await sayMemory()
await closeHashWorkers()
await closeDatabase()
