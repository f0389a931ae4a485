import { reviewImport } from '@/lib/imports/commands'
import { MAX_BYTES, tooLarge } from '@/lib/imports/input'
import { upload } from '@/lib/operation/upload'

export const POST = upload(reviewImport, { bytes: MAX_BYTES, sentence: tooLarge })
