'use client'

import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { paths } from '@/lib/kernel/paths'
import { updateUserInput } from '@/lib/users/input'
import { updateUserAction } from '../actions'

const field = fieldsOf(updateUserInput)

interface EditUserFormProps {
  user: { id: string; name: string; title: string }
  version: number
}

export function EditUserForm({ user: { id, ...details }, version }: EditUserFormProps) {
  const company = useCompany()
  const back = paths.user(company, id)
  return (
    <Form
      schema={updateUserInput}
      action={updateUserAction}
      defaultValues={details}
      version={version}
      hidden={{ userId: id }}
      submitLabel="Save changes"
      successMessage="The changes were saved."
      redirectTo={() => back}
      cancelHref={back}
    >
      <TextField name={field('name')} label="Name" autoComplete="off" />
      <TextField
        name={field('title')}
        label="Title"
        optional
        hint="Their job title, such as Tech Lead."
        autoComplete="off"
      />
    </Form>
  )
}
