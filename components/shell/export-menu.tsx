import { ButtonLink } from '@/components/ui/button'
import { downloadIcon } from '@/components/ui/icons'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { ExportFormats } from './export-formats'

interface ExportMenuProps {
  /** Where the file is, as the list is narrowed at present. */
  href: (format: 'csv' | 'jsonl') => string
  small?: boolean
}

/**
 * Offers what a list shows as a file: what most people want at once, and the other formats behind a button beside it. The links are
 * none of the application's own (`target`): what they lead to is no page.
 */
export function ExportMenu({ href, small }: ExportMenuProps) {
  return (
    <div className="split-button">
      <ButtonLink size={small ? 'sm' : 'md'} icon={downloadIcon} href={href('csv')} target="_self">
        Export<VisuallyHidden> as CSV</VisuallyHidden>
      </ButtonLink>
      <ExportFormats jsonl={href('jsonl')} small={small} />
    </div>
  )
}
