import { setPriority } from 'node:os'
import bcrypt from 'bcryptjs'

try {
  // On Linux this is the calling thread's priority, not the process's: hashing yields to whoever answers requests.
  if (process.platform === 'linux') setPriority(10)
} catch {
  // A wish: where the process is nicer already, or may not choose, it stays as it is.
}

/** Runs in a worker thread: one hash takes a third of a second of pure computing. */
export default function work({ kind, input, cost, hash }) {
  return kind === 'hash' ? bcrypt.hashSync(input, cost) : bcrypt.compareSync(input, hash)
}
