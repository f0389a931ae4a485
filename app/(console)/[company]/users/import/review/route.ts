import { reviewImport } from '@/lib/imports/commands'
import { MAX_BYTES, tooLarge } from '@/lib/imports/input'
import { handlers } from '@/lib/operation/route'
import { upload } from '@/lib/operation/upload'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  POST: upload(reviewImport, { bytes: MAX_BYTES, sentence: tooLarge }),
})
