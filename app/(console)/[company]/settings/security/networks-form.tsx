'use client'

import { Button } from '@/components/ui/button'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { useFormContext } from '@/components/ui/form/form-context'
import { TextareaField } from '@/components/ui/form/textarea-field'
import { plus } from '@/components/ui/icons'
import { networksPart } from '@/lib/security/sections'
import { ChangeForm } from './change-form'

const field = fieldsOf(networksPart)

interface NetworksFormProps {
  networks: string[]
  version: number
  ownAddress: string | null
}

export function NetworksForm({ networks, version, ownAddress }: NetworksFormProps) {
  return (
    <ChangeForm schema={networksPart} defaultValues={{ networks: networks.join('\n') }} version={version}>
      <TextareaField
        name={field('networks')}
        label="Allowed networks"
        optional
        rows={4}
        placeholder={'203.0.113.0/24\n2001:db8::/32'}
        hint="One IPv4 or IPv6 address or range per line. Leave empty to allow access from anywhere. Applies to every request, including the API."
      />
      {ownAddress && <AddOwn address={ownAddress} />}
    </ChangeForm>
  )
}

function AddOwn({ address }: { address: string }) {
  const { form } = useFormContext()
  const add = () => {
    const lines = String(form.getValues(field('networks')) ?? '')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
    if (!lines.includes(address))
      form.setValue(field('networks'), [...lines, address].join('\n'), { shouldDirty: true })
  }
  return (
    <div>
      <Button size="sm" icon={plus} onClick={add}>
        Add my current address, {address}
      </Button>
    </div>
  )
}
