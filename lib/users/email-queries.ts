import { batch, jsonList } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { administratorsIn } from '@/db/repositories/administrators'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { usersIn } from '@/db/repositories/users'
import { notFound } from '@/lib/kernel/errors'
import { userIdInput } from '@/lib/kernel/person-fields'
import { query } from '@/lib/operation/define'
import { whyNotHeld } from '@/lib/permissions/held'
import { permissionKey } from '@/lib/permissions/key'
import { editEmailOutput } from './output'
import './events'

export const editEmail = query({
  name: 'users.editEmail',
  permission: 'users:update',
  explain: "Open the form to change a person's email address.",
  input: userIdInput,
  output: editEmailOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { userId }) {
    const { found, permissions, helpers, open, hold } = await batch(scope.tx, {
      found: jsonList(usersIn(scope).one(userId)),
      permissions: jsonList(accessIn(scope).permissionsOf(userId)),
      helpers: jsonList(administratorsIn(scope).names()),
      open: jsonList(emailChangesIn(scope).openOf(userId)),
      hold: jsonList(emailChangesIn(scope).holdOf(userId)),
    })
    const user = found[0]
    if (!user) throw notFound('User')
    record('user.viewed', {}, { target: { type: 'user', id: userId } })
    const { id, name, email, status, version } = user
    return {
      user: { id, name, email, status, version },
      own: userId === actor.userId,
      open: open[0],
      heldUntil: hold[0]?.until,
      hindrance: whyNotHeld(
        'changeEmail',
        actor,
        permissions.map(permissionKey),
        helpers.map(helper => helper.name),
      ),
    }
  },
})
