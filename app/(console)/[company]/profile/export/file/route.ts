import { dayOf } from '@/lib/kernel/days'
import { readerTimeZone } from '@/lib/kernel/reader'
import { download } from '@/lib/operation/download'
import { handlers } from '@/lib/operation/route'
import { exportProfile } from '@/lib/profile/export'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: download(exportProfile, data => ({
    name: `${data.company.slug}-my-data-${dayOf(data.exportedAt, readerTimeZone())}.json`,
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(data, null, 2)}\n`,
  })),
})
