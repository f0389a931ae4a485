'use client'

import { Form } from '@/components/ui/form/form'
import { useCompany } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { deleteGroupForm } from '@/lib/groups/input'
import { paths } from '@/lib/kernel/paths'
import { deleteGroupAction } from '../../actions'

export function DeleteGroupForm({ groupId, name }: { groupId: string; name: string }) {
  const company = useCompany()
  return (
    <Form
      schema={deleteGroupForm(name)}
      action={deleteGroupAction}
      hidden={{ groupId }}
      submitLabel="Delete for good"
      submitVariant="danger"
      successMessage={`The group ${name} was deleted.`}
      redirectTo={() => paths.groups(company)}
      cancelHref={paths.group(company, groupId)}
    >
      <TextField
        name="confirmation"
        label={
          <>
            Type <span className="font-semibold wrap-anywhere select-all">{name}</span> to confirm
          </>
        }
        hint="This cannot be undone. The people stay; only the group and what it grants go."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Form>
  )
}
