import { searchKeys, type SearchReader } from '@/components/search/entries'
import type { PermissionHolder } from '@/lib/operation/can'

/** What the search of the frame has to know of its reader, and no more of what they hold than it asks for. */
export const searchReader = (
  actor: PermissionHolder & { userId: string; company: { slug: string } },
): SearchReader => ({ company: actor.company.slug, userId: actor.userId, held: searchKeys(actor) })
