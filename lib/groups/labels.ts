import type { HoldingSource } from '@/db/schema'

/** Safe in a browser: knows of the database by type only. */

/** How somebody came into a group, to be read after "Added 3 Mar 2026"; nothing where nobody knows. */
export const membershipSourceLabels: Record<HoldingSource, string> = {
  by_hand: 'manually',
  invitation: 'by invitation',
  import: 'by import',
  bulk: 'in bulk',
  setup: 'when the company was created',
  seed: 'as sample data',
  upgrade: 'by an upgrade',
  unknown: '',
}
