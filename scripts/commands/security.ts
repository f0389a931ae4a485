import { formatTotal } from '@/lib/kernel/totals'
import { type Command, options, UsageError } from '../lib/command'
import { loadEnvironment, migrateDatabase, openDatabase } from '../lib/environment'
import type { Lifetime } from '../lib/lifetime'

/** The company named, and a database to look it up in. */
async function companyOf(args: string[], life: Lifetime): Promise<string> {
  const { company } = options(args, { company: { type: 'string' } })
  if (!company) throw new UsageError('Name the company with --company SLUG.')
  await openDatabase(loadEnvironment(), life)
  await migrateDatabase()
  return company
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const securityShow: Command = {
  name: 'security show',
  summary: "show how a company's people sign in",
  help: `Shows how a company's people sign in, and how many have a second factor.

  npm run console -- security show --company SLUG`,
  async run(args, life) {
    const slug = await companyOf(args, life)
    const { securityReport } = await import('@/lib/security/operator')
    const { settings, trialUntil, enrolment, groups } = await securityReport(slug)
    for (const [part, words] of Object.entries(settings)) console.log(`${capital(part)}: ${words}`)
    if (trialUntil)
      console.log(
        `\nThis is on trial, and goes back by itself at ${trialUntil.toISOString()} unless an administrator keeps it.`,
      )
    console.log(
      `\n${enrolment.withFactor} of ${formatTotal(enrolment.active)} active people have a second factor; ${enrolment.mustAndHave} of ${formatTotal(enrolment.must)} who must.`,
    )
    if (groups.length) console.log(`Groups that require one: ${groups.join(', ')}`)
  },
}

export const securityReset: Command = {
  name: 'security reset',
  summary: 'let a locked-out company in: no required second factor, no networks, passwords allowed',
  help: `Lets a company in that locked itself out: the second factor is no longer required of everybody, people
may come from anywhere, and passwords are allowed. Groups that require a second factor keep doing so.
The audit log of the company records it as the operator's action.

  npm run console -- security reset --company SLUG`,
  async run(args, life) {
    const slug = await companyOf(args, life)
    const { resetSecurity } = await import('@/lib/security/operator')
    const changes = Object.entries(await resetSecurity(slug))
    if (!changes.length) console.log('Nothing of this kept anybody out, so nothing changed.')
    for (const [part, { from, to }] of changes) console.log(`${capital(part)}: ${to} (before: ${from})`)
  },
}
