import { MAX_BYTES, tooLarge } from '@/lib/imports/input'
import { inspectImport } from '@/lib/imports/inspect'
import { handlers } from '@/lib/operation/route'
import { upload } from '@/lib/operation/upload'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  POST: upload(inspectImport, { bytes: MAX_BYTES, sentence: tooLarge }),
})
