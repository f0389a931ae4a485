import { download } from '@/lib/operation/download'
import { handlers } from '@/lib/operation/route'
import { exportProfile } from '@/lib/profile/export'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  GET: download(exportProfile, data => ({
    name: `${data.company.slug}-my-data-${data.exportedAt.toISOString().slice(0, 10)}.json`,
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(data, null, 2)}\n`,
  })),
})
