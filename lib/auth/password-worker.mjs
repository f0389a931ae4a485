import bcrypt from 'bcryptjs'

/** Runs in a worker thread: one hash takes a third of a second of pure computing. */
export default function work({ kind, input, cost, hash }) {
  return kind === 'hash' ? bcrypt.hashSync(input, cost) : bcrypt.compareSync(input, hash)
}
