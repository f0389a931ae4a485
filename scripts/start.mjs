import { buildWhenNeeded } from './lib/build.mjs'
import { checkNode, installWhenNeeded } from './lib/install.mjs'
import { runTypeScript } from './lib/typescript.mjs'

checkNode()
installWhenNeeded()
if (!process.argv.includes('--dev') && !(await buildWhenNeeded())) process.exit(1)
await runTypeScript('scripts/serve.ts')
