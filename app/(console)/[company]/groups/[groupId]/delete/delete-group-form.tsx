'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany, type Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { deleteGroupForm } from '@/lib/groups/input'
import { paths } from '@/lib/kernel/paths'
import { deleteGroupAction } from '../../actions'

export function DeleteGroupForm({ groupId, name }: { groupId: string; name: string }) {
  const company = useCompany()
  const schema = deleteGroupForm(name)
  /** The confirmation is asked of the person, not of the operation. */
  const send: Action<unknown, z.input<typeof schema>> = (slug, _, reader) =>
    deleteGroupAction(slug, { groupId }, reader)
  return (
    <Form
      schema={schema}
      action={send}
      submitLabel="Delete permanently"
      submitVariant="danger"
      successMessage={`The group ${name} was deleted.`}
      redirectTo={() => paths.groups(company)}
      cancelHref={paths.group(company, groupId)}
    >
      <TextField
        name={fieldsOf(schema)('confirmation')}
        label={
          <>
            Type <span className="font-semibold wrap-anywhere select-all">{name}</span> to confirm
          </>
        }
        hint="This cannot be undone. The people stay, but they lose what the group grants."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Form>
  )
}
