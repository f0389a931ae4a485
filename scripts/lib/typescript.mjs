import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './install.mjs'

/**
 * Runs a TypeScript file of this folder in this process, as `node --import tsx <file>` would.
 * Without a second process there is nobody to pass signals on to.
 */
export async function runTypeScript(file) {
  process.chdir(root)
  await import('tsx')
  await import(pathToFileURL(join(root, file)).href)
}
