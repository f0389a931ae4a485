import { monitorEventLoopDelay } from 'node:perf_hooks'
import { closeDatabase } from '../../db/client'
import { reviewImport } from '../../lib/imports/commands'
import type { AppError } from '../../lib/kernel/errors'
import { closeHashWorkers } from '../../lib/passwords/hash'
import { makeCompany } from '../../testing/factories'
import { fileOf } from '../../testing/import-file'
import { signedIn } from '../../testing/run-as'
import { ms, timed } from './measure'

/**
 * How long the review of files that are made to be slow holds up everything else: the longest delay of the event loop
 * (perf_hooks, 1 ms apart), which is to stay below 100 ms.
 * npx tsx scripts/bench/upload.ts
 */
const SIZE = 4_900_000
const header = 'email,name,groups\n'
const filled = (unit: string): string => unit.repeat(Math.floor(SIZE / unit.length))
const rowsOf = (row: (n: number) => string): string => {
  const rows: string[] = [header]
  for (let n = 0, size = 0; n < 10_000 && size < SIZE; n++) size += rows[rows.push(row(n)) - 1]!.length
  return rows.join('')
}

const texts: Record<string, string> = {
  commas: filled(','),
  'commas below a header': header + filled(','),
  '900 commas a line': header + filled(`${','.repeat(900)}x\n`),
  quotes: filled('"'),
  'quotes below a header': header + filled('"'),
  'lines of quotes': header + filled('""""\n'),
  newlines: filled('\n'),
  'newlines below a header': header + filled('\n'),
  'carriage returns': header + filled('\r'),
  NULs: filled('\0'),
  'NULs below a header': header + filled('\0'),
  'one cell': filled('x'),
  'one cell below a header': header + filled('x'),
  'one quoted cell': `${header}"${filled('x')}"`,
  tabs: filled('\t'),
  semicolons: header + filled(';'),
  spaces: filled(' '),
  'combining marks': header + filled('\u0301\n'),
  'rows with names of 60,000': rowsOf(n => `p${n}@example.com,"${'x '.repeat(30_000)}",Sales\n`),
  'rows with groups of 3,900': rowsOf(n => `p${n}@example.com,Ann,"${'a;'.repeat(1950)}"\n`),
  'rows with groups of 60,000': rowsOf(n => `p${n}@example.com,Ann,"${'a|b'.repeat(20_000)}"\n`),
  'rows with 20 groups each': rowsOf(
    n => `p${n}@example.com,Ann,"${Array.from({ length: 20 }, (_, at) => `g${n}-${at}`).join(';')}"\n`,
  ),
  'addresses of 450': rowsOf(n => `${'a.'.repeat(225)}${n}@example.com,Ann,\n`),
  'addresses in brackets': rowsOf(n => `"${'<'.repeat(290)}a@b.example${'>'.repeat(290)}",Ann${n},\n`),
  'addresses among separators': rowsOf(n => `"${'a@b.example;'.repeat(48)}",Ann${n},\n`),
  'names of spaces and brackets': rowsOf(n => `p${n}@example.com,"${' ('.repeat(1950)}",\n`),
  'groups of a directory': rowsOf(n => `p${n}@example.com,Ann,"CN=${' ;'.repeat(1950)}"\n`),
  '1,000 columns of addresses':
    `${'email,'.repeat(999)}name\n${'a@b.example,'.repeat(999)}Ann\n`.repeat(1) +
    `${'c@d.example,'.repeat(999)}Ann\n`.repeat(300),
  '1,000 columns without names': `email${','.repeat(999)}\n${rowsOf(n => `p${n}@example.com${',ab'.repeat(500)}\n`)}`,
  '10,000 good rows': fileOf(10_000),
}

const company = await makeCompany()
for (const name of ['Developers', 'Marketing']) await company.group({ name })
const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))

async function look(name: string, content: Uint8Array): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  let answer = ''
  await new Promise(resolve => setTimeout(resolve, 20))
  delay.enable()
  const took = await timed(async () => {
    const review = ada.does(reviewImport, {
      fileName: 'bench.csv',
      content: async () => content,
    })
    answer = await review.then(
      ({ verdicts }) => JSON.stringify(verdicts),
      (error: AppError) => error.fields?.file ?? error.message,
    )
  })
  await new Promise(resolve => setTimeout(resolve, 20))
  delay.disable()
  process.stdout.write(
    `${name.padEnd(32)} longest ${ms(delay.max / 1e6).padStart(10)}   took ${ms(took).padStart(11)}   ${answer}\n`,
  )
}

await look('(warming up)', Buffer.from(fileOf(200)))
for (const [name, text] of Object.entries(texts)) await look(name, Buffer.from(text))
await look('commas in UTF-16', Buffer.from(`\ufeff${header}${filled(',').slice(0, SIZE / 2)}`, 'utf16le'))
await look('UTF-16 BE', Buffer.from(`\ufeff${fileOf(10_000)}`, 'utf16le').swap16())
await look('no encoding', Buffer.alloc(SIZE, 0xff))
await look('no encoding, and some letters', Buffer.concat([Buffer.from(fileOf(9_000)), Buffer.from([0xe4])]))
await closeHashWorkers()
await closeDatabase()
