import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { root } from './install.mjs'

/** The shell comes first: the same engine without windows, in half the time. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const runs = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options }).status === 0

/** There, and able to start: Ubuntu's chromium-browser may be a stub, a download may miss libraries. */
const works = path => Boolean(path) && existsSync(path) && runs(path, ['--version'], { timeout: 30000 })

function playwrights() {
  try {
    return createRequire(join(root, 'package.json'))('playwright').chromium.executablePath()
  } catch {
    return undefined
  }
}

function systems() {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin']
  return [...folders.flatMap(folder => names.map(name => join(folder, name))), ...elsewhere].find(works)
}

const present = () => [playwrights()].find(works) ?? systems()

/**
 * The path of a Chromium that starts: CHROMIUM_PATH, Playwright's own, the system's; else one that
 * is installed now, by Playwright or, as root on Debian and its kin, by the distribution.
 * @throws Error with a sentence when there is none
 */
export function findChromium({ install = true } = {}) {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (works(given)) return given
    throw new Error(`CHROMIUM_PATH is ${given}, and no Chromium starts there.`)
  }
  const found = present() ?? (install ? installed() : undefined)
  if (found) return found
  throw new Error(
    'There is no Chromium for the end-to-end tests, and none could be installed. ' +
      'Install one (on Debian: apt-get install chromium) or name one with CHROMIUM_PATH.',
  )
}

function installed() {
  console.log('There is no Chromium here; installing one.')
  const playwright = join(root, 'node_modules/playwright/cli.js')
  // Where the download is not allowed it hangs instead of failing, so it gets a minute without progress only.
  const environment = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  if (runs(process.execPath, [playwright, 'install', 'chromium'], { timeout: 120000, env: environment })) {
    const path = present()
    if (path) return path
  }
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return undefined
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 900000 }
  runs('apt-get', ['update'], quiet)
  // Older releases have it within the package of the browser only.
  for (const name of ['chromium-headless-shell', 'chromium'])
    if (runs('apt-get', ['install', '-y', '--no-install-recommends', name], quiet)) return present()
  return undefined
}
