import { Client } from 'pg'

const SWEEP_MS = 10_000

/** A connection that says nothing for so long is dead; nobody should wait for it to end. */
const TIMEOUT_MS = 5_000

/**
 * Jobs of a worker that was killed are free again at once, instead of after the four hours the library waits.
 * A living worker holds an advisory lock of its name on a connection of its own; whose name can be locked is dead.
 * Should the connection break while its workers live on, a job may be done twice; every task allows for that.
 */
export class Heartbeat {
  readonly #connectionString: string
  readonly #names = new Set<string>()
  #client: Client | undefined
  #timer: NodeJS.Timeout | undefined
  #work: Promise<void> = Promise.resolve()
  #ended = false

  constructor(connectionString: string) {
    this.#connectionString = connectionString
  }

  /** Frees what the dead left behind, now and from time to time. */
  async begin(): Promise<void> {
    await this.#soon(() => this.#sweep())
    this.#timer = setInterval(() => void this.#soon(() => this.#sweep()), SWEEP_MS).unref()
  }

  add(name: string): void {
    this.#names.add(name)
    void this.#soon(async () => {
      await (await this.#connected()).query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    })
  }

  async end(): Promise<void> {
    this.#ended = true
    clearInterval(this.#timer)
    await this.#work
    await this.#client?.end().catch(() => {})
  }

  /** One after the other: a connection does one thing at a time. */
  #soon(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch(() => this.#forget())
    return this.#work
  }

  #forget(): void {
    this.#client?.end().catch(() => {})
    this.#client = undefined
  }

  async #connected(): Promise<Client> {
    if (this.#client) return this.#client
    const client = new Client({
      connectionString: this.#connectionString,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
      keepAlive: true,
    })
    client.on('error', () => {
      if (this.#client !== client) return
      this.#client = undefined
      if (!this.#ended) void this.#soon(async () => void (await this.#connected()))
    })
    await client.connect()
    this.#client = client
    for (const name of this.#names) await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    return client
  }

  async #sweep(): Promise<void> {
    const client = await this.#connected()
    const { rows } = await client.query<{ locked_by: string }>(
      'select distinct locked_by from graphile_worker.jobs where locked_by is not null',
    )
    for (const { locked_by: name } of rows) {
      if (this.#names.has(name)) continue
      const lock = await client.query<{ dead: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as dead',
        [name],
      )
      if (!lock.rows[0]?.dead) continue
      await client.query('select graphile_worker.force_unlock_workers(array[$1])', [name])
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
    }
  }
}
