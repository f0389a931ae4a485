import type { A_Expr, ColumnRef, FuncCall, Node, RangeVar } from 'libpg-query'

/** A part of a statement, as PostgreSQL's own parser makes them: an object with one key, its kind. */
type Part = Record<string, unknown>

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null

/** Every node in a tree, the outermost first; `enter` says whether to look inside it. */
export function* nodesIn(tree: unknown, enter: (kind: string) => boolean = () => true): Generator<[string, Part]> {
  if (Array.isArray(tree)) for (const item of tree) yield* nodesIn(item, enter)
  else if (isPart(tree))
    for (const [kind, inner] of Object.entries(tree)) {
      if (/^[A-Z]/.test(kind) && isPart(inner)) {
        yield [kind, inner]
        if (!enter(kind)) continue
      }
      yield* nodesIn(inner, enter)
    }
}

const textOf = (node: Node): string => ('String' in node ? (node.String.sval ?? '') : '')

/** A function's name, without a schema. */
export const functionName = ({ funcname = [] }: FuncCall): string => textOf(funcname.at(-1)!)

/** A column's qualifier, where it has one, and its name; `*` has none. */
export function columnOf({ fields = [] }: ColumnRef): { relation: string | undefined; column: string | undefined } {
  const last = fields.at(-1)!
  return {
    relation: fields.length > 1 ? textOf(fields.at(-2)!) : undefined,
    column: 'String' in last ? last.String.sval : undefined,
  }
}

export const operatorOf = ({ name = [] }: A_Expr): string => textOf(name.at(-1)!)

/** What a relation is called in its statement. */
export const aliasOf = ({ alias, relname }: RangeVar): string => alias?.aliasname ?? relname ?? ''
