import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from '@/testing/source-files'

/** What makes texts alike, in JavaScript and in SQL, each language and each server in its own way. */
const foldings =
  /\.to(Locale)?(Lower|Upper)Case\(|\.localeCompare\(|\.normalize\('NFK|\b(lower|upper|initcap|unaccent|similarity)\(|\blike\s+\$|\bilike\b/i

/** Where text is folded that is no name, address or key of anything that is stored, or for the eye alone. */
const allowed: Record<string, string> = {
  'lib/kernel/fold.ts': 'It is the place.',
  'lib/kernel/email-address.ts': 'The form of addresses: widths, and domains, which are lower case.',
  'lib/kernel/doubtful-address.ts': 'Whether a character is another form of others.',
  'lib/kernel/fields.ts': 'Ids, which are hexadecimal.',
  'lib/kernel/slug.ts': 'Slugs of companies, which are ASCII or refused.',
  'app/(console)/[company]/audit-log/page.tsx': 'An id in an address.',
  'lib/kernel/codes.ts': 'Codes.',
  'lib/kernel/link-token.ts': "Slugs in links, which are ASCII or nobody's.",
  'lib/passwords/hash.ts': 'Passwords are taken as NIST says.',
  'lib/passwords/input.ts': 'Passwords.',
  'lib/passwords/policy-hint.ts': 'Passwords.',
  'lib/passwords/zxcvbn.mjs': 'Passwords, compared with lists.',
  'components/auth/new-password-field.tsx': 'Passwords, and a word of ours.',
  'components/ui/avatar.tsx': 'Initials, to be seen.',
  'components/shell/company-mark.tsx': 'The first letter of a name, to be seen.',
  'lib/company/safe-svg.ts': 'Names of elements and attributes, which are ASCII.',
  'lib/kernel/time-zone.ts': 'Names of time zones, which are ASCII or refused.',
  'lib/kernel/color.ts': 'Colors, which are hexadecimal.',
  'components/ui/form/page-fields.ts': 'Names of fields, which are ASCII, to be seen.',
  'app/(console)/[company]/audit-log/filters.tsx': 'Labels of ours, sorted for a menu.',
  'app/(console)/[company]/settings/security/page.tsx': 'The first letter of words of ours.',
  'lib/audit/describe.ts': 'The first letter of words of ours.',
  'lib/audit/sentence-arguments.ts': 'Words of ours.',
  'lib/mail/events.ts': 'Words of ours.',
  'lib/permissions/key.ts': 'Keys of permissions, which are ASCII or refused.',
  'lib/permissions/input.ts': 'Resources, which are ASCII or refused.',
  'lib/permissions/key-field.ts': 'Keys of permissions, which are ASCII or refused.',
  'lib/permissions/labels.ts': 'Resources and actions, which are ASCII.',
  'lib/security/input.ts': 'The first letter of words of ours.',
  'scripts/commands/company.ts': 'Slugs.',
  'scripts/commands/security.ts': 'The first letter of words of ours.',
}

test('Text is made comparable in one place', () => {
  const own = sourceFiles.filter(file => !/^(testing|e2e)\//.test(file))
  const folding = own.filter(file => foldings.test(readFileSync(file, 'utf8').replace(/^\s*(\/?\*|\/\/).*$/gm, '')))
  expect(folding.toSorted()).toEqual(Object.keys(allowed).toSorted())
})
