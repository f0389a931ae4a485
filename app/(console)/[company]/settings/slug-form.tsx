'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { changeSlugInput, SLUG_CHANGES, SLUG_CHANGES_HOURS } from '@/lib/company/input'
import { paths } from '@/lib/kernel/paths'

const field = fieldsOf(changeSlugInput)

export function SlugForm({
  action,
  slug,
  version,
}: {
  action: Action<{ slug: string }, z.input<typeof changeSlugInput>>
  slug: string
  version: number
}) {
  return (
    <Form
      schema={changeSlugInput}
      action={action}
      defaultValues={{ slug }}
      version={version}
      submitLabel="Change slug"
      successMessage="The slug was changed. This is the new address."
      redirectTo={changed => paths.settings(changed.slug)}
    >
      <TextField
        name={field('slug')}
        label="Slug"
        hint={`Lower-case letters, digits and single hyphens, such as acme-corp. You can change it up to ${SLUG_CHANGES} times in ${SLUG_CHANGES_HOURS} hours.`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Form>
  )
}
