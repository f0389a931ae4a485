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
  help: `Shows how a company's people sign in, and how many use two-factor authentication.

  npm run console -- security show --company SLUG`,
  async run(args, life) {
    const slug = await companyOf(args, life)
    const { securityReport } = await import('@/lib/security/operator')
    const { settings, trialUntil, enrolment, groups } = await securityReport(slug)
    for (const [part, words] of Object.entries(settings)) console.log(`${capital(part)}: ${words}`)
    if (trialUntil)
      console.log(
        `\nThese settings are on trial until ${trialUntil.toISOString()}, and are then reverted unless an administrator keeps them.`,
      )
    console.log(
      `\n${enrolment.withFactor} of ${formatTotal(enrolment.active)} active people use two-factor authentication; ${enrolment.mustAndHave} of ${formatTotal(enrolment.must)} who must.`,
    )
    if (groups.length) console.log(`Groups that require it: ${groups.join(', ')}`)
  },
}

export const securityReset: Command = {
  name: 'security reset',
  summary: 'restore access to a company that locked itself out',
  help: `Restores access to a company that locked itself out: two-factor authentication is no
longer required for everybody, people can sign in from anywhere, and passwords are allowed. Groups that require
two-factor authentication still do.
The audit log of the company records it as the operator's action.

  npm run console -- security reset --company SLUG`,
  async run(args, life) {
    const slug = await companyOf(args, life)
    const { resetSecurity } = await import('@/lib/security/operator')
    const changes = Object.entries(await resetSecurity(slug))
    if (!changes.length) console.log('None of these settings kept anybody out, so nothing changed.')
    for (const [part, { from, to }] of changes) console.log(`${capital(part)}: ${to} (before: ${from})`)
  },
}
