import { create } from 'qrcode'

/** A QR code as something to draw: a square of `size` modules, of which `path` (SVG) covers the dark ones. */
interface QrCode {
  size: number
  path: string
}

/** Drawn by ourselves: an image from elsewhere would know the key. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const rows = Array.from({ length: modules.size }, (_, row) => row)
  const path = rows
    .flatMap(row => rows.filter(column => modules.get(row, column)).map(column => `M${column} ${row}h1v1h-1z`))
    .join('')
  return { size: modules.size, path }
}
