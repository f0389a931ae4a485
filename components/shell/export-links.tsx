'use client'

import { Icon } from '@/components/ui/icon'
import { downloadIcon } from '@/components/ui/icons'
import { Menu, MenuLink } from '@/components/ui/menu'

interface ExportLinksProps {
  csv: string
  jsonl: string
  small?: boolean
}

/**
 * The menu of a list's files; an island, so that a page sends two addresses and not every element once more. The links are none of
 * the application's own (`target`): what they lead to is no page.
 */
export function ExportLinks({ csv, jsonl, small }: ExportLinksProps) {
  return (
    <Menu
      label="Download the whole list:"
      triggerClassName={small ? 'button sm' : 'button'}
      trigger={
        <>
          <Icon of={downloadIcon} />
          Export
        </>
      }
    >
      <MenuLink href={csv} target="_self">
        CSV, for spreadsheets
      </MenuLink>
      <MenuLink href={jsonl} target="_self">
        JSON Lines, for programs
      </MenuLink>
    </Menu>
  )
}
