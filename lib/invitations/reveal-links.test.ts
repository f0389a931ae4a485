import { expect, test } from 'vitest'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { cancelInvitation } from './commands'
import { revealInvitationLinks } from './reveal-links'

async function companyWithInvitations() {
  const company = await makeCompany()
  const ada = await company.user({ groups: [company.administrators] })
  const group = await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  const invitations = [
    await company.invitation({ by: ada, groups: [group] }),
    await company.invitation({ by: ada }),
    await company.invitation({ by: ada }),
  ]
  return { company, ada, asAda: await signedIn(company, ada), invitations, ids: invitations.map(({ id }) => id) }
}

test('The links of several invitations come with their addresses, and the log knows of each', async () => {
  const { company, asAda, invitations, ids } = await companyWithInvitations()
  const { links } = await asAda.does(revealInvitationLinks, { invitationIds: [ids[2]!, ids[0]!, ids[0]!] })
  expect(links.map(({ email }) => email)).toEqual([invitations[0]!.email, invitations[2]!.email])
  for (const [at, { url }] of links.entries())
    expect(url).toContain(`/${company.slug}/invitation/${invitations[at * 2]!.token}`)
  const events = (await auditTrail(company.id)).filter(({ event }) => event === 'invitation.link_revealed')
  expect(events.map(({ target_id, data }) => [target_id, data])).toEqual([
    [invitations[0]!.userId, { groups: ['Developers'] }],
    [invitations[2]!.userId, { groups: [] }],
  ])
})

test('Those that were cancelled meanwhile are left out, and where none is left it is said', async () => {
  const { company, asAda, invitations, ids } = await companyWithInvitations()
  await asAda.does(cancelInvitation, { invitationId: ids[0]! })
  const { links } = await asAda.does(revealInvitationLinks, { invitationIds: ids.slice(0, 2) })
  expect(links.map(({ email }) => email)).toEqual([invitations[1]!.email])
  const before = await snapshot(company.id)
  expect(await refusalCode(asAda.does(revealInvitationLinks, { invitationIds: [ids[0]!] }))).toBe('wrong_status')
  expect(await snapshot(company.id)).toEqual(before)
})

test('Who does not hold what one of them opens gets no link at all, and of the others gets theirs', async () => {
  const { company, ids } = await companyWithInvitations()
  const ines = await signedIn(company, await company.user({ can: ['users:invite'] }))
  const before = await snapshot(company.id)
  expect(await refusalCode(ines.does(revealInvitationLinks, { invitationIds: ids }))).toBe('not_held')
  expect(await snapshot(company.id)).toEqual(before)
  expect((await ines.does(revealInvitationLinks, { invitationIds: ids.slice(1) })).links).toHaveLength(2)
})

test('An invitation of another company is not there, whoever asks with it', async () => {
  const { ids } = await companyWithInvitations()
  const other = await companyWithInvitations()
  const before = await snapshot(other.company.id)
  expect(await refusalCode(other.asAda.does(revealInvitationLinks, { invitationIds: [other.ids[0]!, ids[0]!] }))).toBe(
    'not_found',
  )
  expect(await snapshot(other.company.id)).toEqual(before)
})
