import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface Holder {
  pid: number
  started: string
}

/**
 * When a process started, in words that stay the same while it lives, or undefined when there
 * is none. A process id alone does not do: it is given to another program later.
 */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout?.trim() || undefined
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A killed process whose parent has not asked after it yet is a zombie: it runs nothing.
    if (fields[0] === 'Z') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${fields[19]}`
  } catch {
    return undefined
  }
}

const readHolder = (path: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** The living process that holds the lock, if any. */
export function lockHolder(path: string): number | undefined {
  const holder = readHolder(path)
  return holder && startOf(holder.pid) === holder.started ? holder.pid : undefined
}

/**
 * Takes the lock for this process and returns the function that gives it back. A lock left by
 * a dead process is taken over. Throws the sentence made by `refusal` when a living one has it.
 */
export function takeLock(path: string, refusal: (pid: number) => string): () => void {
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Partial<Holder>)
  const draft = join(dirname(path), `.lock-${process.pid}-${randomUUID()}`)
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, so nobody ever reads half a lock.
        linkSync(draft, path)
        return () => {
          if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true })
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = lockHolder(path)
      if (holder !== undefined) throw new Error(refusal(holder))
      removeStale(path, `${draft}-old`)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Moves a dead lock away, and puts it back when a faster process had just replaced it by its own. */
function removeStale(path: string, aside: string): void {
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  try {
    if (lockHolder(aside) !== undefined) linkSync(aside, path)
  } catch {
    // A third process took the free place; it holds the lock now, and PostgreSQL's own lock decides.
  }
  rmSync(aside, { force: true })
}
