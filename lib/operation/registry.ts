import * as auditQueries from '../audit/queries'
import * as authCommands from '../auth/commands'
import * as companyCommands from '../company/commands'
import * as companyQueries from '../company/queries'
import * as dashboardQueries from '../dashboard/queries'
import * as exemptionCommands from '../exemptions/commands'
import * as groupCommands from '../groups/commands'
import * as groupQueries from '../groups/queries'
import { covers } from '../permissions/can'
import * as permissionCommands from '../permissions/commands'
import * as permissionQueries from '../permissions/queries'
import * as profileCommands from '../profile/commands'
import * as profileQueries from '../profile/queries'
import * as securityCommands from '../security/commands'
import * as securityQueries from '../security/queries'
import * as userCommands from '../users/commands'
import * as userQueries from '../users/queries'
import type { AnyOperation, PublicOperation } from './define'

const everything = [
  auditQueries, authCommands, companyCommands, companyQueries, dashboardQueries, exemptionCommands, groupCommands, groupQueries,
  permissionCommands, permissionQueries, profileCommands, profileQueries, securityCommands, securityQueries, userCommands, userQueries,
].flatMap(domain => Object.values<AnyOperation | PublicOperation>(domain as never))

/** Every operation for people who are signed in. */
export const operations: readonly AnyOperation[] = everything.filter(operation => operation.kind !== 'public')

/** Every operation for people who are not. */
export const publicOperations: readonly PublicOperation[] = everything.filter(operation => operation.kind === 'public')

/** What somebody holding `key` can do in Console, a sentence each. */
export const allowedBy = (key: string): string[] =>
  operations.filter(({ permission }) => permission && covers(key, permission)).map(operation => operation.explain)

/** What an operation does, by its name. */
export const explainOperation = (name: string): string | undefined =>
  operations.find(operation => operation.name === name)?.explain
