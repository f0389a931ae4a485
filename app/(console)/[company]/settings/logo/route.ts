import { uploadLogo } from '@/lib/company/branding'
import { logoTooLarge, MAX_LOGO_BYTES } from '@/lib/company/input'
import { handlers } from '@/lib/operation/route'
import { upload } from '@/lib/operation/upload'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers({
  POST: upload(uploadLogo, { bytes: MAX_LOGO_BYTES, sentence: logoTooLarge }),
})
