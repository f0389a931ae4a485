import bcrypt from 'bcryptjs'
import { setPriority } from 'node:os'

// On Linux this is the calling thread's priority, not the process's: hashing yields to whoever answers requests.
if (process.platform === 'linux') setPriority(10)

/** Runs in a worker thread: one hash takes a third of a second of pure computing. */
export default function work({ kind, input, cost, hash }) {
  const began = performance.now()
  const result = kind === 'hash' ? bcrypt.hashSync(input, cost) : bcrypt.compareSync(input, hash)
  return { result, ms: performance.now() - began }
}
