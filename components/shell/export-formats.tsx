'use client'

import { Icon } from '@/components/ui/icon'
import { chevronDown } from '@/components/ui/icons'
import { Menu, MenuLink } from '@/components/ui/menu'

interface ExportFormatsProps {
  csv: string
  jsonl: string
  small?: boolean
}

/** The menu of a list's files; an island, so that a page sends two addresses and not every element once more. */
export function ExportFormats({ csv, jsonl, small }: ExportFormatsProps) {
  return (
    <Menu label="More formats" triggerClassName={small ? 'button sm' : 'button'} trigger={<Icon of={chevronDown} />}>
      <MenuLink href={csv} target="_self">
        CSV, for spreadsheets
      </MenuLink>
      <MenuLink href={jsonl} target="_self">
        JSON Lines, for programs
      </MenuLink>
    </Menu>
  )
}
