import { onParentGone } from './parent.mjs'

// Loaded into Next's process. When the process that started it is killed, nobody is left to stop it, and it would keep the
// port: so it stops by itself.
onParentGone(() => {
  setTimeout(() => process.exit(1), 5000).unref()
  process.kill(process.pid, 'SIGTERM')
})
