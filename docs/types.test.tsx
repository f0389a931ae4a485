import { expect, test } from 'vitest'
import { z } from 'zod'
import type * as groupActions from '@/app/(console)/[company]/groups/actions'
import type * as permissionActions from '@/app/(console)/[company]/permissions/actions'
import type * as userActions from '@/app/(console)/[company]/users/[userId]/actions'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { TextField } from '@/components/ui/form/text-field'
import { exemptionForm } from '@/lib/exemptions/input'
import { createGroupInput, groupSecondFactorForm, updateGroupInput } from '@/lib/groups/input'
import type { ServerAction } from '@/lib/operation/action'
import { query, type OutputOf } from '@/lib/operation/define'
import type { endOtherSessions } from '@/lib/profile/commands'
import { passwordPart } from '@/lib/security/sections'

// What must not compile, on the way from a field to an operation and back. The compiler is the one who tests it: where it no
// longer finds an error that is expected here, `npm run typecheck` fails. Nothing is drawn and nothing is called.

declare const groups: typeof groupActions
declare const permissions: typeof permissionActions
declare const users: typeof userActions
declare const endOthers: ServerAction<z.input<typeof endOtherSessions.input>, OutputOf<typeof endOtherSessions>>

const groupId = '01900000-0000-7000-8000-000000000000'

test('A field is named as its schema names it', () => {
  const field = fieldsOf(createGroupInput)
  const nested = fieldsOf(passwordPart)
  expect(field('name')).toBe('name')
  expect(nested('password.upper')).toBe('password.upper')
  const refused = () => [
    // @ts-expect-error: misspelt.
    field('nmae'),
    // @ts-expect-error: misspelt below another.
    nested('password.uper'),
    // @ts-expect-error: of another schema.
    field('password.upper'),
    // @ts-expect-error: nobody has looked whether there is such a field.
    <TextField key="name" name="name" label="Name" />,
    <TextField key="twin" name={field('name')} label="Name" />,
  ]
  expect(refused).toBeTypeOf('function')
})

test('A form has schema and action of one operation', () => {
  const forms = () => [
    <Form key="twin" schema={createGroupInput} action={groups.createGroupAction} submitLabel="Create">
      {null}
    </Form>,
    <Form
      key="other"
      schema={createGroupInput}
      // @ts-expect-error: it adds permissions, which have no name.
      action={permissions.createPermissionAction}
      submitLabel="Create"
    >
      {null}
    </Form>,
    <Form
      key="answer"
      schema={createGroupInput}
      action={groups.createGroupAction}
      // @ts-expect-error: the answer has an id and no slug.
      redirectTo={({ slug }) => slug}
      submitLabel="Create"
    >
      {null}
    </Form>,
    <Form
      key="default"
      schema={createGroupInput}
      action={groups.createGroupAction}
      // @ts-expect-error: misspelt.
      defaultValues={{ nmae: 'Developers' }}
      submitLabel="Create"
    >
      {null}
    </Form>,
  ]
  expect(forms).toBeTypeOf('function')
})

test('A form sends what its operation takes: all of it, and no more', () => {
  const extra = createGroupInput.extend({ colour: z.string() })
  const forms = () => [
    <Form
      key="twin"
      schema={groupSecondFactorForm}
      action={groups.changeGroupSecondFactorAction}
      hidden={{ groupId }}
      version={1}
      submitLabel="Save"
    >
      {null}
    </Form>,
    // @ts-expect-error: made from which version?
    <Form
      key="version"
      schema={groupSecondFactorForm}
      action={groups.changeGroupSecondFactorAction}
      hidden={{ groupId }}
      submitLabel="Save"
    >
      {null}
    </Form>,
    <Form
      key="id"
      schema={groupSecondFactorForm}
      // @ts-expect-error: of which group?
      action={groups.changeGroupSecondFactorAction}
      version={1}
      submitLabel="Save"
    >
      {null}
    </Form>,
    // @ts-expect-error: of which group? That the schema knows of the id does not fill it in.
    <Form key="known" schema={updateGroupInput} action={groups.updateGroupAction} submitLabel="Save">
      {null}
    </Form>,
    <Form
      key="other id"
      schema={exemptionForm({ first: '', last: '' })}
      // @ts-expect-error: a group is not a person.
      action={users.grantExemptionAction}
      hidden={{ groupId }}
      submitLabel="Save"
    >
      {null}
    </Form>,
    <Form
      key="extra"
      schema={extra}
      // @ts-expect-error: groups have no colour.
      action={groups.createGroupAction}
      submitLabel="Create"
    >
      {null}
    </Form>,
    <Form
      key="hidden"
      schema={createGroupInput}
      // @ts-expect-error: what does not exist yet has no id.
      action={groups.createGroupAction}
      hidden={{ groupId }}
      submitLabel="Create"
    >
      {null}
    </Form>,
  ]
  expect(forms).toBeTypeOf('function')
})

test('A button sends what its operation takes, and nothing where that is nothing', () => {
  const question = { title: 'Delete?', label: 'Delete', confirmLabel: 'Delete', children: null }
  const buttons = () => [
    <ActionButton key="twin" action={groups.deleteGroupAction} input={{ groupId }}>
      Delete
    </ActionButton>,
    <ActionButton key="nothing" action={endOthers}>
      End
    </ActionButton>,
    <ConfirmAction key="question" {...question} action={groups.deleteGroupAction} input={{ groupId }} />,
    <ConfirmAction key="nothing to ask" {...question} action={endOthers} />,
    // @ts-expect-error: which one?
    <ActionButton key="missing" action={groups.deleteGroupAction}>
      Delete
    </ActionButton>,
    // @ts-expect-error: which one?
    <ConfirmAction key="asked" {...question} action={groups.deleteGroupAction} />,
    // @ts-expect-error: a person is not a group.
    <ActionButton key="other" action={groups.deleteGroupAction} input={{ userId: groupId }}>
      Delete
    </ActionButton>,
    // @ts-expect-error: an id is a text.
    <ActionButton key="kind" action={groups.deleteGroupAction} input={{ groupId: 1 }}>
      Delete
    </ActionButton>,
  ]
  expect(buttons).toBeTypeOf('function')
})

test('An operation answers with all that it declares', () => {
  const facts = {
    name: 'test.answer',
    permission: null,
    because: 'It is a test.',
    explain: 'Answer.',
    internal: 'It is a test.',
    input: z.object({}),
    output: z.object({ id: z.string() }),
  } as const
  const twin = query({ ...facts, run: async () => ({ id: 'one' }) })
  // @ts-expect-error: without the id.
  const less = query({ ...facts, run: async () => ({}) })
  // More than that compiles and stays inside: the runner sends what is declared.
  expect([twin, less].map(({ name }) => name)).toEqual(['test.answer', 'test.answer'])
})
