import { paths } from '@/lib/kernel/paths'
import { can, type PermissionHolder } from '@/lib/operation/can'
import type { ReadEvent } from './describe'

/** How what an event is about is called: people by the name they have today, things by the one they had then. */
export function targetNameOf({ targetType, targetName, data }: ReadEvent): string | undefined {
  if (targetType === 'user') return targetName ?? 'a deleted user'
  if (targetType === 'bulk') return 'several people'
  if (targetType === 'permission') return typeof data.permission === 'string' ? data.permission : undefined
  if (targetType === 'import') return typeof data.file === 'string' ? data.file : undefined
  const { group } = data
  if (targetType === 'group' && typeof group === 'object' && group && 'name' in group) return String(group.name)
  return undefined
}

type Reader = PermissionHolder & { company: string }

/** The page of what was acted upon, where it still has one and the reader may open it. */
export function targetHref({ event, targetType, targetId, targetName }: ReadEvent, reader: Reader): string | undefined {
  if (!targetId || event.endsWith('.deleted')) return undefined
  if (targetType === 'user' && targetName && can(reader, 'users:read')) return paths.user(reader.company, targetId)
  if (targetType === 'group' && can(reader, 'groups:read')) return paths.group(reader.company, targetId)
  if (targetType === 'permission' && can(reader, 'permissions:read')) return paths.permission(reader.company, targetId)
  if (targetType === 'bulk' && can(reader, 'users:read')) return paths.bulkResult(reader.company, targetId)
  if (targetType === 'import' && can(reader, 'users:import')) return paths.import(reader.company, targetId)
  return undefined
}

/** Where to look first: at what was acted upon, else at who acted. */
export const subjectHref = (event: ReadEvent, reader: Reader): string | undefined =>
  targetHref(event, reader) ??
  (event.actorId && event.actorName && can(reader, 'users:read')
    ? paths.user(reader.company, event.actorId)
    : undefined)
