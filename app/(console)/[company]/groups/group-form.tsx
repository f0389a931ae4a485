'use client'

import { useEffect, useRef } from 'react'
import { fieldsOf, valuesOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useFormContext } from '@/components/ui/form/form-context'
import { useCompany } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { TextareaField } from '@/components/ui/form/textarea-field'
import { createGroupInput, updateGroupInput } from '@/lib/groups/input'
import type { editGroup } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { slugFrom } from '@/lib/kernel/slug'
import type { OutputOf } from '@/lib/operation/define'
import { createGroupAction, updateGroupAction } from './actions'

const field = fieldsOf(createGroupInput)

export function NewGroupForm() {
  const company = useCompany()
  return (
    <Form
      schema={createGroupInput}
      action={createGroupAction}
      submitLabel="Create group"
      successMessage="The group was created."
      redirectTo={({ id }) => paths.group(company, id)}
      cancelHref={paths.groups(company)}
    >
      <Fields />
      <SlugSuggestion />
    </Form>
  )
}

interface EditGroupFormProps {
  group: OutputOf<typeof editGroup>['group']
}

export function EditGroupForm({ group }: EditGroupFormProps) {
  const { id, version } = group
  const company = useCompany()
  return (
    <Form
      schema={updateGroupInput}
      action={updateGroupAction}
      defaultValues={valuesOf(createGroupInput, group)}
      version={version}
      hidden={{ groupId: id }}
      submitLabel="Save changes"
      successMessage="The group was saved."
      redirectTo={() => paths.group(company, id)}
      cancelHref={paths.group(company, id)}
    >
      <Fields />
    </Form>
  )
}

function Fields() {
  return (
    <>
      <TextField name={field('name')} label="Name" autoComplete="off" />
      <TextField
        name={field('slug')}
        label="Slug"
        hint="The name used in the API: lower-case letters, digits and hyphens."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextareaField
        name={field('description')}
        label="Description"
        optional
        hint="Who belongs in this group, and why."
      />
    </>
  )
}

/** Fills the slug in from the name, until somebody writes one of their own. */
function SlugSuggestion() {
  const { form } = useFormContext()
  const edited = useRef(false)

  useEffect(() => {
    const watching = form.watch((values, { name, type }) => {
      if (name === 'slug' && type === 'change') edited.current = Boolean(values.slug)
      if (name === 'name' && !edited.current)
        form.setValue(field('slug'), slugFrom(String(values.name)), { shouldValidate: form.formState.isSubmitted })
    })
    return () => watching.unsubscribe()
  }, [form])

  return null
}
