import { Icon } from '@/components/ui/icon'
import { downloadIcon } from '@/components/ui/icons'
import { Menu, MenuLink } from '@/components/ui/menu'

interface ExportMenuProps {
  /** Where the file is, as the list is narrowed at present. */
  href: (format: 'csv' | 'jsonl') => string
  small?: boolean
}

/** Offers what a list shows as a file. The links are none of the application's own (`target`): what they lead to is no page. */
export function ExportMenu({ href, small }: ExportMenuProps) {
  return (
    <Menu
      label="Download all of the list:"
      triggerClassName={small ? 'button sm' : 'button'}
      trigger={
        <>
          <Icon of={downloadIcon} />
          Export
        </>
      }
    >
      <MenuLink href={href('csv')} target="_self">
        <Format name="CSV">for spreadsheets</Format>
      </MenuLink>
      <MenuLink href={href('jsonl')} target="_self">
        <Format name="JSON Lines">for programs</Format>
      </MenuLink>
    </Menu>
  )
}

function Format({ name, children }: { name: string; children: string }) {
  return (
    <span className="flex-1">
      {name} <span className="text-muted">{children}</span>
    </span>
  )
}
