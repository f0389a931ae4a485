import type { CommonTableExpr, InsertStmt, JoinExpr, Node, RangeVar, SelectStmt } from 'libpg-query'
import { aliasOf, columnOf, operatorOf } from './walk'

/** What makes a value the company's id: it stands in these parameters, or as this literal. */
export interface CompanyId {
  parameters: ReadonlySet<number>
  literal: string
}

/** Columns `relation.company_id` that are known to be the company's id, from the statements around too. */
type Bound = ReadonlySet<string>

interface Level {
  /** Tables of companies, by what they are called here. */
  tables: Map<string, string>
  /** Everything else that rows come from: subqueries, functions. */
  others: Set<string>
  /** Conditions of which each must hold. */
  conditions: Node[]
}

/**
 * Names each table of companies in a statement that could be looked for on more than one machine: no condition at its place says
 * that its `company_id` is the company's id, by itself or by way of another table.
 * @param tables names of the tables that are distributed
 * @returns `alias (table)`, in the order of the statement
 */
export function unboundTables(statement: Node, tables: ReadonlySet<string>, company: CompanyId): string[] {
  const found: string[] = []

  const isCompanyId = (node: Node | undefined): boolean => {
    if (!node) return false
    if ('TypeCast' in node) return isCompanyId(node.TypeCast.arg)
    if ('ParamRef' in node) return company.parameters.has(node.ParamRef.number ?? 0)
    return 'A_Const' in node && node.A_Const.sval?.sval === company.literal
  }

  /** The column that a node is, under the name of its relation at this level or one around it. */
  const companyColumn = (node: Node | undefined, { tables: here, others }: Level): string | undefined => {
    if (!node) return undefined
    if ('TypeCast' in node) return companyColumn(node.TypeCast.arg, { tables: here, others, conditions: [] })
    if (!('ColumnRef' in node)) return undefined
    const { relation, column } = columnOf(node.ColumnRef)
    if (column !== 'company_id') return undefined
    return relation ?? (here.size === 1 ? [...here.keys()][0] : others.size === 1 ? [...others][0] : undefined)
  }

  const select = (query: SelectStmt, around: Bound): void => {
    for (const side of [query.larg, query.rarg]) if (side) select(side, around)
    withClause(query.withClause?.ctes, around)
    const level = levelOf(query.fromClause ?? [], query.whereClause)
    const bound = boundAt(level, around)
    report(level, bound)
    const { larg: _l, rarg: _r, withClause: _w, ...rest } = query
    inside(rest, bound)
  }

  const withClause = (ctes: Node[] | undefined, around: Bound): void => {
    for (const one of ctes ?? [])
      if ('CommonTableExpr' in one) query((one.CommonTableExpr as CommonTableExpr).ctequery!, around)
  }

  const levelOf = (from: readonly Node[], where: Node | undefined): Level => {
    const level: Level = { tables: new Map(), others: new Set(), conditions: where ? [where] : [] }
    const visit = (node: Node | undefined): void => {
      if (!node) return
      if ('RangeVar' in node) addTable(level, node.RangeVar)
      else if ('JoinExpr' in node) {
        const { larg, rarg, quals } = node.JoinExpr as JoinExpr
        visit(larg)
        visit(rarg)
        if (quals) level.conditions.push(quals)
      } else if ('RangeSubselect' in node) level.others.add(node.RangeSubselect.alias?.aliasname ?? '')
    }
    from.forEach(visit)
    return level
  }

  const addTable = (level: Level, table: RangeVar): void => {
    if (tables.has(table.relname ?? '')) level.tables.set(aliasOf(table), table.relname!)
    else level.others.add(aliasOf(table))
  }

  const boundAt = (level: Level, around: Bound): Bound => {
    const bound = new Set(around)
    for (const alias of level.tables.keys()) bound.delete(alias)
    const equalities = level.conditions.flatMap(equalitiesIn)
    for (let before = -1; before !== bound.size;) {
      before = bound.size
      for (const [left, right] of equalities) {
        const names = [companyColumn(left, level), companyColumn(right, level)]
        const known =
          isCompanyId(left) || isCompanyId(right) || names.some(name => name !== undefined && bound.has(name))
        if (known) for (const name of names) if (name !== undefined) bound.add(name)
      }
    }
    return bound
  }

  const report = (level: Level, bound: Bound): void => {
    for (const [alias, table] of level.tables) if (!bound.has(alias)) found.push(`${alias} (${table})`)
  }

  /** Every query within a part of a statement, which may lean on what is known around it. */
  const inside = (part: unknown, around: Bound): void => {
    if (Array.isArray(part)) for (const item of part) inside(item, around)
    else if (typeof part === 'object' && part !== null)
      for (const [kind, inner] of Object.entries(part)) {
        if (isQuery(kind)) query(part as Node, around)
        else inside(inner, around)
      }
  }

  const insert = ({ relation, cols = [], selectStmt, withClause: ctes, ...rest }: InsertStmt, around: Bound): void => {
    withClause(ctes?.ctes, around)
    const source = selectStmt && 'SelectStmt' in selectStmt ? (selectStmt.SelectStmt as SelectStmt) : undefined
    if (source && !source.valuesLists) select(source, around)
    const place = cols.findIndex(column => 'ResTarget' in column && column.ResTarget.name === 'company_id')
    if (source && tables.has(relation?.relname ?? '') && !givesCompany(source, place, around))
      found.push(`${relation!.relname} (values)`)
    inside(rest, new Set([...around, aliasOf(relation!)]))
  }

  const givesCompany = (source: SelectStmt, place: number, around: Bound): boolean => {
    if (source.valuesLists)
      return source.valuesLists.every(row => 'List' in row && isCompanyId(row.List.items?.[place]))
    const level = levelOf(source.fromClause ?? [], source.whereClause)
    const target = source.targetList?.[place]
    const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined
    const name = companyColumn(value, level)
    return isCompanyId(value) || (name !== undefined && boundAt(level, around).has(name))
  }

  const query = (node: Node, around: Bound): void => {
    if ('SelectStmt' in node) select(node.SelectStmt as SelectStmt, around)
    else if ('InsertStmt' in node) insert(node.InsertStmt as InsertStmt, around)
    else {
      const change = 'UpdateStmt' in node ? node.UpdateStmt : 'DeleteStmt' in node ? node.DeleteStmt : undefined
      if (!change) return
      const { relation, whereClause, withClause: ctes, ...rest } = change
      const from = 'usingClause' in change ? change.usingClause : 'fromClause' in change ? change.fromClause : undefined
      withClause(ctes?.ctes, around)
      const level = levelOf([{ RangeVar: relation! } as Node, ...(from ?? [])], whereClause)
      const bound = boundAt(level, around)
      report(level, bound)
      inside([rest, whereClause], bound)
    }
  }

  query(statement, new Set())
  return found
}

const isQuery = (kind: string): boolean => ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'].includes(kind)

/** Both sides of every equality that must hold for a row to count. */
function equalitiesIn(condition: Node): [Node | undefined, Node | undefined][] {
  if ('BoolExpr' in condition && condition.BoolExpr.boolop === 'AND_EXPR')
    return (condition.BoolExpr.args ?? []).flatMap(equalitiesIn)
  if ('A_Expr' in condition && condition.A_Expr.kind === 'AEXPR_OP' && operatorOf(condition.A_Expr) === '=')
    return [[condition.A_Expr.lexpr, condition.A_Expr.rexpr]]
  return []
}
