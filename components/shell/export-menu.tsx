import { ExportLinks } from './export-links'

interface ExportMenuProps {
  /** Where the file is, as the list is narrowed at present. */
  href: (format: 'csv' | 'jsonl') => string
  small?: boolean
}

/** Offers what a list shows as a file. */
export function ExportMenu({ href, small }: ExportMenuProps) {
  return <ExportLinks csv={href('csv')} jsonl={href('jsonl')} small={small} />
}
