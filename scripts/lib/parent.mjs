/** A second way to hear of it would be a channel between the two, which npm's shell does not pass on. */
const LOOK_EVERY_MS = 200

/**
 * Calls `work` once, when the process that started this one is gone: it was killed, or died of a signal without passing it
 * on, as the shell does that npm puts in between. Looking keeps no process alive.
 */
export function onParentGone(work) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    work()
  }, LOOK_EVERY_MS).unref()
}
