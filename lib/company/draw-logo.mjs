import sharp from 'sharp'

/**
 * Draws a logo in a process of its own (logo.ts), which is ended when it takes too long: what libvips and librsvg do cannot be stopped
 * otherwise. Takes the file on its input and what it is to be (`svg` or `png`) and the box in pixels as arguments; answers with a PNG, or ends with
 * one of these.
 */
const ends = { damaged: 2, tooManyPixels: 3, anotherFormat: 4 }

const [kind, width, height, limitInputPixels] = process.argv.slice(2)
const box = { width: Number(width), height: Number(height) }

// Of all that libvips reads, these two.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadPng', 'VipsForeignLoadSvg'] })

const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const file = Buffer.concat(chunks)
const options = { limitInputPixels: Number(limitInputPixels), failOn: 'error' }

try {
  const found = await sharp(file, options).metadata()
  if (found.format !== kind) process.exit(ends.anotherFormat)
  const scale = Math.min(box.width / found.width, box.height / found.height)
  // Dots an inch: librsvg draws at 72 unless told otherwise, and a small drawing would be made larger from its pixels.
  const density = kind === 'svg' ? Math.min(2400, Math.max(1, 72 * scale)) : undefined
  const png = await sharp(file, { ...options, density })
    .resize({ ...box, fit: 'inside', withoutEnlargement: kind !== 'svg' })
    .png({ compressionLevel: 9 })
    .toBuffer()
  process.stdout.write(png)
} catch (error) {
  process.exitCode = /pixel limit/i.test(String(error)) ? ends.tooManyPixels : ends.damaged
}
