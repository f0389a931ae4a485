'use client'

import type { z } from 'zod'
import { ColorField } from '@/components/ui/form/color-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { FileField } from '@/components/ui/form/file-field'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { sendFile } from '@/components/ui/form/send-file'
import { changeAccentColorInput, logoForm } from '@/lib/company/input'
import { paths } from '@/lib/kernel/paths'

const colorField = fieldsOf(changeAccentColorInput)
const logoField = fieldsOf(logoForm)

export function AccentColorForm({
  action,
  accentColor,
  version,
}: {
  action: Action<unknown, z.input<typeof changeAccentColorInput>>
  accentColor: string | null
  version: number
}) {
  return (
    <Form
      schema={changeAccentColorInput}
      action={action}
      defaultValues={{ accentColor: accentColor ?? '' }}
      version={version}
      submitLabel="Save color"
      successMessage="The color was saved."
    >
      <ColorField
        name={colorField('accentColor')}
        label="Color"
        optional
        hint="Shown as a band above every page and email. Buttons and links do not change, so they stay readable."
      />
    </Form>
  )
}

const send: Action<unknown, z.input<typeof logoForm>> = (company, { file }, reader) =>
  sendFile(paths.logoUpload(company), file![0]!, { reader })

export function LogoForm({ hasLogo }: { hasLogo: boolean }) {
  return (
    <Form
      schema={logoForm}
      action={send}
      submitLabel={hasLogo ? 'Replace logo' : 'Upload logo'}
      successMessage="The logo was saved."
    >
      <FileField
        name={logoField('file')}
        label="Logo"
        accept=".png,.svg,image/png,image/svg+xml"
        hint="PNG or SVG, at most 200 KB. A wide logo without margins works best. It is shown 28 pixels high."
      />
    </Form>
  )
}
