import { type Command, options } from '../lib/command'
import { loadEnvironment, openDatabase } from '../lib/environment'

export const distributeCommand: Command = {
  name: 'distribute',
  summary: 'spread the companies over the machines of a Citus',
  help: `Spreads the companies over the machines of a Citus, each company whole on one of them.

  npm run console -- distribute

Stop all instances of Console first, and make a backup. What breaks off goes on where it was when you call it again; where all
is done, nothing happens. Migrations work as before afterwards. docs/scale.md says when this is worth it and what comes before.`,
  async run(args, life, progress) {
    options(args, {})
    const databaseUrl = await openDatabase(loadEnvironment(), life)
    const { distribute } = await import('@/db/distribute')
    let done = 0
    await distribute(databaseUrl, sentence => {
      done += 1
      progress.did(sentence, sentence)
      console.log(sentence)
    })
    console.log(done ? 'The companies are spread over the machines.' : 'Nothing was left to do.')
  },
}
