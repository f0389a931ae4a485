import { users } from './schema'

/** What a person says of themselves and of where they stand; not their password. */
export const columnsOfUser = {
  id: users.id,
  name: users.name,
  email: users.email,
  title: users.title,
  status: users.status,
  createdAt: users.createdAt,
  activatedAt: users.activatedAt,
  deactivatedAt: users.deactivatedAt,
  lastSignInAt: users.lastSignInAt,
  version: users.version,
}
