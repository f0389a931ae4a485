import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const folders = ['app', 'components', 'db', 'e2e', 'lib', 'scripts', 'testing']

/** Paths of the checkout's code from its top, those of tests not among them, such as `lib/users/commands.ts`. */
export const sourceFiles: readonly string[] = [
  ...readdirSync('.').filter(name => /^[\w.-]+\.(ts|mjs)$/.test(name)),
  ...folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  ),
].filter(name => /\.(tsx?|mjs)$/.test(name) && !/\.test\.tsx?$|\/\.next\//.test(name))
