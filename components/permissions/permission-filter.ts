import type { FilterControl } from '@/components/ui/filter-chips'
import { filterOptions } from '@/components/ui/filter-choice'
import { paths } from '@/lib/kernel/paths'
import { looksLikeKey } from '@/lib/permissions/key'

/** A filter by a permission, which is found by what it is called or typed as its key. */
export const permissionFilter = (name: string, label: string, value?: string): FilterControl => ({
  kind: 'lookup',
  name,
  label,
  value,
  shown: value,
  fixed: filterOptions('Any permission', {}),
  source: { address: paths.permissionOptions(), list: 'permissions' },
  wide: true,
  accepts: text => looksLikeKey(text),
})
