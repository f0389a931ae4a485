import { type Command, options } from '../lib/command'
import { createFromAnswers } from '../lib/company-form'
import { loadEnvironment, migrateDatabase, openDatabase } from '../lib/environment'

const help = `Creates a company and its first administrator, who has full access.

  npm run console -- company create --name NAME --slug SLUG --admin-name NAME --admin-email EMAIL \\
    [--time-zone ZONE] [--language LANGUAGE] [--password-stdin]

  --name NAME           the company's name, such as "Acme Corp"
  --slug SLUG           what its people enter to sign in, such as acme-corp (made from the name when left out)
  --admin-name NAME     the administrator's name
  --admin-email EMAIL   the administrator's email
  --time-zone ZONE      the company's time zone, such as America/Sao_Paulo (UTC when left out)
  --language LANGUAGE   in which language its people get emails: en, pt-BR or es (en when left out)
  --password-stdin      read the administrator's password from standard input

On a terminal, what is missing is asked for. Elsewhere, without --password-stdin, a strong
password is made and printed once.`

export const companyCreate: Command = {
  name: 'company create',
  summary: 'create a company and its first administrator',
  help,
  async run(args, life) {
    const given = options(args, {
      name: { type: 'string' },
      slug: { type: 'string' },
      'admin-name': { type: 'string' },
      'admin-email': { type: 'string' },
      'time-zone': { type: 'string' },
      language: { type: 'string' },
      'password-stdin': { type: 'boolean', default: false },
    })
    await openDatabase(loadEnvironment(), life)
    await migrateDatabase()
    await createFromAnswers({
      name: given.name,
      slug: given.slug,
      adminName: given['admin-name'],
      adminEmail: given['admin-email'],
      timeZone: given['time-zone'],
      language: given.language,
      passwordFromStdin: given['password-stdin'],
    })
  },
}
