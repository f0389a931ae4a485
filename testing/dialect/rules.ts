import { loadModule, parseSync, type Node, type SelectStmt } from 'libpg-query'
import { referenceTables } from '@/db/citus'
import { unboundTables, type CompanyId } from './company'
import { functionName, nodesIn, operatorOf } from './walk'

/** What statements of the application may be; everything else is an administrator's. */
const kinds = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'VariableSetStmt', 'TransactionStmt'])

/** Another value each time [pg_proc.provolatile = v]. */
const volatile = new Set([
  'clock_timestamp',
  'random',
  'gen_random_uuid',
  'uuidv7',
  'nextval',
  'timeofday',
  'pg_sleep',
  'setseed',
])

/** The same within a statement or transaction only [pg_proc.provolatile = s], as far as anybody here would call them. */
const stable = new Set([
  'now',
  'transaction_timestamp',
  'statement_timestamp',
  'current_setting',
  'to_char',
  'date_part',
  'extract',
  'to_json',
  'to_jsonb',
  'row_to_json',
  'json_build_object',
  'jsonb_build_object',
  'json_agg',
  'jsonb_agg',
  'concat',
  'age',
  'pg_advisory_xact_lock',
])

const isChangeable = (name: string): boolean => volatile.has(name) || stable.has(name)

/** Functions called in a part, and words such as CURRENT_TIMESTAMP. */
function* calledIn(part: unknown, enter?: (kind: string) => boolean): Generator<string> {
  for (const [kind, node] of nodesIn(part, enter)) {
    if (kind === 'FuncCall') yield functionName(node)
    if (kind === 'SQLValueFunction') yield 'now'
  }
}

const callsAny = (part: unknown, are: (name: string) => boolean): string | undefined => [...calledIn(part)].find(are)

const isKind = (kind: string, part: unknown): boolean => [...nodesIn(part)].some(([found]) => found === kind)

/** An instant of a row that is moved by an interval goes by the time zone of a session, so it is stable [timestamptz + interval]. */
function movesInstantOfRow(part: unknown): boolean {
  for (const [kind, node] of nodesIn(part)) {
    if (kind !== 'A_Expr' || !['+', '-'].includes(operatorOf(node))) continue
    const sides = [node.lexpr, node.rexpr]
    const isInterval = sides.some(
      side => callsAny(side, name => name === 'make_interval') !== undefined || isIntervalCast(side),
    )
    if (isInterval && sides.some(side => isKind('ColumnRef', side) && !isKind('FuncCall', side))) return true
  }
  return false
}

const isIntervalCast = (side: unknown): boolean =>
  [...nodesIn(side)].some(([kind, node]) => kind === 'TypeCast' && JSON.stringify(node.typeName).includes('"interval"'))

/** Not a query of its own, which the machine of the row makes by itself. */
const isOfTheRow = (kind: string): boolean => kind !== 'SubLink'

function* choicesIn(part: unknown): Generator<unknown> {
  for (const [kind, node] of nodesIn(part, isOfTheRow)) if (kind === 'CaseExpr' || kind === 'CoalesceExpr') yield node
}

/**
 * What a distributed PostgreSQL would refuse in a statement, or do on more than one machine.
 * @param text a statement as it is sent
 * @param tables names of all tables of companies
 * @param company how the statement says which company it is about; undefined before one is known
 * @returns sentences; nothing when all is well
 */
export async function inspectStatement(
  text: string,
  tables: readonly string[],
  company: CompanyId | undefined,
): Promise<string[]> {
  await loadModule()
  const statements = parseSync(text).stmts ?? []
  return [
    ...inspectTogether(statements.map(({ stmt }) => stmt!)),
    ...statements.flatMap(({ stmt }) => [...inspectOne(stmt!, tables, company)]),
  ]
}

/** A machine is told the whole message that a setting came in. */
function* inspectTogether(statements: Node[]): Generator<string> {
  if (statements.length > 1 && statements.some(statement => 'VariableSetStmt' in statement))
    yield 'A setting comes along with other statements, which each machine would carry out, too: send it by itself.'
}

function* inspectOne(statement: Node, tables: readonly string[], company: CompanyId | undefined): Generator<string> {
  const kind = Object.keys(statement)[0]!
  // What a session keeps of plans is no data; the rest of what it keeps is the pooler's business.
  const forgetsPlans = 'DiscardStmt' in statement && statement.DiscardStmt.target === 'DISCARD_PLANS'
  if (!kinds.has(kind) && !forgetsPlans) yield `The application sends no ${kind}.`
  if ('VariableSetStmt' in statement && !statement.VariableSetStmt.is_local)
    yield 'A setting outlives its transaction, and a pooler gives it to somebody else: write SET LOCAL.'
  for (const name of calledIn(statement))
    if (name === 'set_config') yield 'set_config does not reach the machines: write SET LOCAL.'
  for (const [found, node] of nodesIn(statement)) {
    if (found === 'UpdateStmt') yield* inspectUpdate([node.targetList, node.whereClause])
    if (found === 'DeleteStmt') yield* inspectUpdate([node.whereClause])
    if (found === 'InsertStmt') yield* inspectInsert(node, tables)
    yield* inspectReturning(node.returningClause)
  }
  const distributed = new Set(tables.filter(table => !referenceTables.includes(table)))
  for (const table of unboundTables(statement, distributed, company ?? { parameters: new Set(), literal: '' }))
    yield `Nothing says that ${table} is of the company: every table needs company_id = its id.`
}

/** Of what changes rows, the machine of the row is told values. */
function* inspectUpdate(parts: unknown): Generator<string> {
  const name = callsAny(parts, called => volatile.has(called))
  if (name)
    yield `${name}() is another value each time, and is refused where rows change: give the time as a parameter.`
  for (const choice of choicesIn(parts)) {
    const changeable = [...calledIn(choice, isOfTheRow)].find(isChangeable)
    if (changeable) yield `${changeable}() is refused within CASE and COALESCE where rows change.`
  }
  if (movesInstantOfRow(parts))
    yield 'An instant of the row is moved by an interval, which is refused where rows change.'
}

function* inspectReturning(part: unknown): Generator<string> {
  const name = callsAny(part, isChangeable)
  if (name) yield `${name}() is refused in RETURNING.`
}

function* inspectInsert(insert: Record<string, unknown>, tables: readonly string[]): Generator<string> {
  const { relation, selectStmt, onConflictClause, withClause } = insert as {
    relation: { relname: string }
    selectStmt?: { SelectStmt: SelectStmt }
    onConflictClause?: { targetList?: unknown; whereClause?: unknown }
    withClause?: unknown
  }
  const conflict = [onConflictClause?.targetList, onConflictClause?.whereClause]
  const name = callsAny(conflict, isChangeable)
  if (name) yield `${name}() is refused in DO UPDATE: take what the row would have got, excluded.<column>.`
  const source = selectStmt?.SelectStmt
  if (source?.valuesLists && isKind('SelectStmt', source.valuesLists))
    yield 'A query within VALUES is refused: ask before.'
  const isCompanys = tables.includes(relation.relname) && !referenceTables.includes(relation.relname)
  if (source && !source.valuesLists && isCompanys && !readsFromCompany(source, tables))
    yield `What is inserted into ${relation.relname} would go by way of the coordinator, which row-level security refuses: select from a table of the company.`
  if (withClause && ['InsertStmt', 'UpdateStmt', 'DeleteStmt'].some(kind => isKind(kind, withClause)))
    yield 'An INSERT with a query that changes rows is refused: change them before.'
}

const readsFromCompany = (source: SelectStmt, tables: readonly string[]): boolean =>
  [...nodesIn(source.fromClause, kind => kind !== 'SubLink')].some(
    ([kind, node]) =>
      kind === 'RangeVar' &&
      tables.includes(node.relname as string) &&
      !referenceTables.includes(node.relname as string),
  )
