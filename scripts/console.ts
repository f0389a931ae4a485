import { companyList, companyRename, companyResume, companySuspend } from './commands/company'
import { companyCreate } from './commands/company-create'
import { distributeCommand } from './commands/distribute'
import { doctor } from './commands/doctor'
import { migrateCommand } from './commands/migrate'
import { securityReset, securityShow } from './commands/security'
import { seed } from './commands/seed'
import { Progress, UsageError } from './lib/command'
import { explainFailure } from './lib/failure'
import { killedBy, lifetime, type Lifetime } from './lib/lifetime'

const commands = [
  companyCreate,
  companyList,
  companySuspend,
  companyResume,
  companyRename,
  securityShow,
  securityReset,
  migrateCommand,
  distributeCommand,
  doctor,
  seed,
]

const overview = `Console's command line for operators.

  npm run console -- <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(16)} ${summary}`).join('\n')}

Each command explains itself: npm run console -- <command> --help
It works on the database of DATABASE_URL, else on the embedded one in CONSOLE_DATA_DIR.`

async function main(args: string[], life: Lifetime): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word))
  if (!command) {
    const asked = args.length === 0 || args.includes('--help') || args[0] === 'help'
    if (asked) console.log(overview)
    else console.error(`There is no command "${args.join(' ')}".\n\n${overview}`)
    return asked ? 0 : 2
  }
  const rest = args.slice(command.name.split(' ').length)
  if (rest.includes('--help')) {
    console.log(command.help)
    return 0
  }
  const progress = new Progress()
  try {
    return (await command.run(rest, life, progress)) ?? 0
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message} See: npm run console -- ${command.name} --help`)
      return 2
    }
    if (!life.ending) console.error(explainFailure(error, { command: command.name, done: progress.sentences }))
    return 1
  }
}

const life = lifetime({ farewell: '', codeOf: killedBy })

main(process.argv.slice(2), life).then(
  code => life.end(code),
  (error: unknown) => {
    if (!life.ending) console.error(explainFailure(error, { command: 'console', done: [] }))
    return life.end(1)
  },
)
