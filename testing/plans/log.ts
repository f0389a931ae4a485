import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'

/** A node of a plan that was carried out, as EXPLAIN writes it in JSON. */
interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Subplan Name'?: string
  'Plan Rows': number
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Rows Removed by Join Filter'?: number
  Plans?: PlanNode[]
}

export interface RecordedPlan {
  'Query Text': string
  'Query Parameters'?: string
  Plan: PlanNode
  /** Milliseconds. */
  duration: number
}

/** What every statement of the role costs is written to the log of its server, checks of foreign keys included. */
export async function logPlans(admin: postgres.Sql, role: string, planCacheMode?: string): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
    ...(planCacheMode && { plan_cache_mode: planCacheMode }),
  }
  for (const [name, value] of Object.entries(settings))
    await admin.unsafe(`alter role "${role}" in database ${await databaseOf(admin)} set ${name} = '${value}'`)
}

const databaseOf = async (admin: postgres.Sql): Promise<string> =>
  (await admin<{ name: string }[]>`select quote_ident(current_database()) as name`)[0]!.name

/** Reads what is new in a server's log. */
export class PlanLog {
  private readonly file: string
  private read = 0

  /** @param dataDir of the embedded PostgreSQL */
  constructor(dataDir: string) {
    this.file = join(dataDir, 'postgres.log')
    this.read = statSync(this.file).size
  }

  /** The plans since the last time. */
  next(): RecordedPlan[] {
    const size = statSync(this.file).size
    const buffer = Buffer.alloc(size - this.read)
    const file = openSync(this.file, 'r')
    readSync(file, buffer, 0, buffer.length, this.read)
    closeSync(file)
    this.read = size
    const entries = buffer.toString().matchAll(/LOG: {2}duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/g)
    return [...entries].map(([, duration, json]) => ({
      ...(JSON.parse(json!.replace(/\n\t/g, '\n')) as RecordedPlan),
      duration: Number(duration),
    }))
  }
}

export function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node
  for (const inner of node.Plans ?? []) yield* nodesOf(inner)
}

/** How many rows a node read or made, all its rounds together. */
export function rowsRead(node: PlanNode): number {
  const removed =
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0) +
    (node['Rows Removed by Join Filter'] ?? 0)
  return Math.round(((node['Actual Rows'] ?? 0) + removed) * (node['Actual Loops'] ?? 0))
}

/** The node of a plan in which most rows are read or made. */
export const heaviest = ({ Plan }: RecordedPlan): PlanNode =>
  [...nodesOf(Plan)].reduce((most, node) => (rowsRead(node) > rowsRead(most) ? node : most))

/** Tables that a plan reads from one end to the other. */
export const wholeTables = ({ Plan }: RecordedPlan): string[] =>
  [...nodesOf(Plan)].flatMap(node => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name']!] : []))
