/** Statements of a superuser with `allow_system_table_mods`. */
interface Lie {
  tell: string
  takeBack: string
}

/**
 * A function of one database's server that does something else than its name says; the true one is called `true_…`.
 * @param types of what it takes
 * @param body in PL/pgSQL
 */
export const falseFunction = (name: string, types: string, returns: string, body: string): Lie => ({
  tell: `alter function pg_catalog.${name}(${types}) rename to true_${name};
    create function pg_catalog.${name}(${types}) returns ${returns} language plpgsql volatile as $$ begin ${body} end $$`,
  takeBack: `drop function pg_catalog.${name}(${types});
    alter function pg_catalog.true_${name}(${types}) rename to ${name}`,
})

/** Of a server that has no advisory locks and does not say so. */
export const lockIsAlwaysFree = falseFunction('pg_try_advisory_xact_lock', 'bigint', 'boolean', 'return true;')
