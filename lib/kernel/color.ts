/** Safe in a browser. */

/** A colour as people write it (`#2F80ED`, `2f80ed`, `#28e`) as it is stored, `#rrggbb`; undefined where it is none. */
export function readColor(text: string): string | undefined {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(text.normalize('NFKC').trim().toLowerCase())?.[1]
  if (!digits) return undefined
  return `#${digits.length === 6 ? digits : [...digits].map(digit => digit + digit).join('')}`
}

/** Relative luminance of a stored colour, from 0 (black) to 1 (white) [WCAG 2.2]. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Black or white, whichever reads better on a stored colour: at least 4.58:1, whatever the colour [WCAG 2.2, contrast ratio]. */
export function inkOn(color: string): '#000000' | '#ffffff' {
  const light = luminance(color)
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? '#000000' : '#ffffff'
}
