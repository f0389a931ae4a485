import { checkNode, installWhenNeeded } from './lib/install.mjs'
import { runTypeScript } from './lib/typescript.mjs'

checkNode()
installWhenNeeded()
await runTypeScript('scripts/dev-next.ts')
