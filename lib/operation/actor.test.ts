import { expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { suspendCompany } from '@/lib/company/operator'
import { changeGroupPermissions } from '@/lib/groups/commands'
import { signIn } from '@/lib/sign-in/commands'
import { deactivateUser, updateUser } from '@/lib/users/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { actorOnBehalfOf, requireSession } from './actor'
import { can } from './can'
import { executePublic } from './run'

const onBehalfOf = (company: MadeCompany, user: { id: string }) =>
  inCompany(company.id, scope => actorOnBehalfOf(scope, user.id))

test('Console on behalf of a person may do what they may at that moment, and nothing once they are not active', async () => {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const readers = await company.group({ grants: ['staging:deploy'] })
  const bob = await company.user({ groups: [readers] })
  expect(can((await onBehalfOf(company, bob))!, 'staging:deploy')).toBe(true)
  const [deploy = ''] = await company.permissionIds(['staging:deploy'])
  await ada.does(changeGroupPermissions, { groupId: readers.id, revoke: [deploy] })
  expect(can((await onBehalfOf(company, bob))!, 'staging:deploy')).toBe(false)
  await ada.does(deactivateUser, { userId: bob.id })
  expect(await onBehalfOf(company, bob)).toBeUndefined()
})

test('What has to do with a session is refused to who has none, and somebody of another company is nobody', async () => {
  const [acme, globex] = [await makeCompany(), await makeCompany()]
  const bob = await acme.user()
  const actor = (await onBehalfOf(acme, bob))!
  expect(() => requireSession(actor)).toThrowError(
    expect.objectContaining({ code: 'session_required', status: 403 }) as Error,
  )
  expect(await onBehalfOf(globex, bob)).toBeUndefined()
})

test('Events say by what way somebody acted', async () => {
  const company = await makeCompany()
  const user = await company.user({ groups: [company.administrators] })
  const ada = await signedIn(company, user)
  await ada.does(updateUser, { userId: user.id, name: 'Ada Lovelace' })
  expect(await refusalCode((await signedIn(company, await company.user())).does(updateUser))).toBe('forbidden')
  const tried = { company: company.slug, email: user.email, password: 'not the right one' }
  expect(await refusalCode(executePublic(signIn, request(), tried))).toBe('wrong_credentials')
  await suspendCompany(company.slug, {})
  const ways = (await auditTrail(company.id)).map(({ event, via }) => [event, via])
  expect(ways.slice(-4)).toEqual([
    ['user.updated', 'session'],
    ['operation.refused', 'session'],
    ['session.refused', 'public'],
    ['company.suspended', 'operator'],
  ])
})
