'use client'

import { Icon } from '@/components/ui/icon'
import { chevronDown } from '@/components/ui/icons'
import { Menu, MenuLink } from '@/components/ui/menu'

interface ExportFormatsProps {
  jsonl: string
  small?: boolean
}

/** The menu of a list's files; an island, so that a page sends an address and not every element once more. */
export function ExportFormats({ jsonl, small }: ExportFormatsProps) {
  return (
    <Menu label="More formats" triggerClassName={small ? 'button sm' : 'button'} trigger={<Icon of={chevronDown} />}>
      <MenuLink href={jsonl} target="_self">
        JSON Lines, for programs
      </MenuLink>
    </Menu>
  )
}
