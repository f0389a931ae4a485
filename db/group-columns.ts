import { getTableColumns, sql } from 'drizzle-orm'
import { COUNT_LIMIT } from '@/lib/kernel/totals'
import { grantsNowOrLater, membershipsNow } from './holdings'
import { groups } from './schema'

const {
  companyId: _companyId,
  nameKey: _nameKey,
  requiresSecondFactor: _requires,
  secondFactorGraceDays: _graceDays,
  secondFactorSince: _since,
  updatedBy: _by,
  updatedAt: _at,
  ...columns
} = getTableColumns(groups)

/** All that a group says of itself: a column that is added is one of these. */
export const columnsOfGroup = columns

// Qualified by hand: among the selected columns Drizzle writes a bare "id", which would be that of a membership.

/** How many members it has, counted no further than COUNT_LIMIT. */
export const memberCount = (companyId: string) => sql<number>`(select count(*)::int from (
  select 1 from ${membershipsNow(companyId)} m where m.group_id = ${groups}.id limit ${COUNT_LIMIT}) counted)`

/** The same with how many members it has, and how many permissions it grants. */
export const countedGroup = (companyId: string) => ({
  ...columns,
  members: memberCount(companyId).as('members'),
  permissions:
    sql<number>`(select count(*)::int from ${grantsNowOrLater(companyId)} g where g.group_id = ${groups}.id)`.as(
      'permissions',
    ),
})
