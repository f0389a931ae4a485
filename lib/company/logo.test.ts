import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { refusal } from '@/testing/run-as'
import { drawLogo } from './logo'

const svg = (inside: string, attributes = '') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 10" ${attributes}>${inside}</svg>`,
  )

const square = '<rect width="40" height="10" fill="#2f80ed"/>'

const png = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#2f80ed' } })
    .png()
    .toBuffer()

const sentence = async (bytes: Uint8Array) => (await refusal(drawLogo(bytes))).fields?.file

describe('A logo', () => {
  test('is a PNG, which is made smaller and never larger', async () => {
    expect(await drawLogo(await png(1000, 500))).toMatchObject({ width: 288, height: 144 })
    expect(await drawLogo(await png(20, 10))).toMatchObject({ width: 20, height: 10 })
  })

  test('is an SVG, which is drawn as sharp as it is shown, whatever its own size', async () => {
    const { png: drawn, width, height } = await drawLogo(svg(square))
    expect([width, height]).toEqual([480, 120])
    const { dominant } = await sharp(drawn).stats()
    expect(dominant).toMatchObject({ r: 40, g: 120, b: 232 })
  })

  test('keeps nothing of the file but what is seen', async () => {
    const photograph = await sharp({ create: { width: 90, height: 30, channels: 3, background: 'red' } })
      .withExif({ IFD0: { Copyright: 'taken at home' } })
      .png()
      .toBuffer()
    expect(photograph.includes('taken at home')).toBe(true)
    const { png: drawn } = await drawLogo(photograph)
    expect(drawn.includes('taken at home')).toBe(false)
  })

  test.each([
    [
      'paths, gradients and a use of its own parts',
      `<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient><g id="s">${square}</g></defs><use xlink:href="#s" fill="url(#g)"/>`,
    ],
    ['a style and a title', `<title>Acme</title><style>.a{fill:#2f80ed}</style>${square}`],
    [
      'a mask',
      '<mask id="m"><rect width="40" height="10" fill="#fff"/></mask><rect mask="url(#m)" width="40" height="10"/>',
    ],
    [
      'what drawing programs leave in it',
      `<metadata><rdf:RDF xmlns:rdf="x"/></metadata><sodipodi:namedview xmlns:sodipodi="x"/>${square}`,
    ],
  ])('may have %s', async (_, inside) => {
    expect((await drawLogo(svg(inside))).width).toBe(480)
  })
})

describe('A file is refused with what is wrong with it', () => {
  test.each([
    ['script', `<script>alert(1)</script>${square}`],
    ['script', `<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>${square}`],
    ['script', '<rect width="40" height="10" onload="alert(1)"/>'],
    ['script', '<a xlink:href="javascript:alert(1)"><rect width="40" height="10"/></a>'],
    ['web page', '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'],
    ['external address', '<use xlink:href="https://evil.example/a.svg#x"/>'],
    ['external address', '<use href="//evil.example/a.svg#x"/>'],
    ['refers to something', `<style>@import 'https://evil.example/a.css'</style>${square}`],
    ['refers to something', `<style>@&#105;mport u&#114;l(http://evil.example/a.css)</style>${square}`],
    ['refers to something', `<style>rect{filter:u\\\\72l(#f)}</style>${square}`],
    ['refers to something', '<rect style="fill:u\\\\72l(http://evil.example)" width="40" height="10"/>'],
    ['filter', '<filter id="f"><feTurbulence/></filter><rect filter="url(#f)" width="40" height="10"/>'],
    ['external address', '<rect style="fill:url(#a);mask:url(https://evil.example/#a)" width="9" height="9"/>'],
    ['external address', '<rect width="40" height="10" style="fill:url(https://evil.example/#a)"/>'],
    ['external address', '<rect width="40" height="10" fill="url( \'file:///etc/passwd\' )"/>'],
    ['image of another kind', '<image href="data:image/png;base64,AAAA" width="9" height="9"/>'],
    ['animation', '<animate attributeName="x" values="1;2"/>'],
    ['text, which looks different', '<text>Acme</text>'],
  ])('%s: %s', async (what, inside) => {
    expect(await sentence(svg(inside))).toContain(what)
  })

  test.each([
    [
      'a JPEG',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
          .jpeg()
          .toBuffer(),
    ],
    [
      'a WebP',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
          .webp()
          .toBuffer(),
    ],
    ['a GIF', async () => Buffer.from('GIF89a…')],
    ['a PDF', async () => Buffer.from('%PDF-1.7')],
    ['compressed', async () => Buffer.from([0x1f, 0x8b, 8, 0])],
  ])('%s', async (what, bytes) => {
    expect(await sentence(await bytes())).toMatch(new RegExp(`This is ${what}|This is a ${what} file`))
  })

  test('entities, which make a small file large', async () => {
    const bomb = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>`
    expect(await sentence(Buffer.from(bomb))).toContain('entities')
  })

  test('what is no picture, is empty, is damaged, or has more pixels than it says', async () => {
    expect(await sentence(Buffer.from('<html><body/></html>'))).toContain('neither a PNG nor an SVG')
    expect(await sentence(Buffer.from([0xc3, 0x28]))).toContain('neither a PNG nor an SVG')
    expect(await sentence(Buffer.from(''))).toContain('This file is empty')
    expect(await sentence((await png(40, 10)).subarray(0, 60))).toContain('damaged')
    expect(await sentence(await png(6000, 5000))).toContain('25 million pixels')
    expect(await sentence(svg('<rect/>'.repeat(3001)))).toContain('3,000 elements')
  })

  test('what only looks like an SVG to us, and like something else to what draws it', async () => {
    const tiff = await sharp({ create: { width: 5, height: 5, channels: 3, background: '#414141' } })
      .tiff({ bigtiff: true, compression: 'none' })
      .toBuffer()
    const both = Buffer.concat([tiff, Buffer.from('<svg/>')])
    expect((await refusal(drawLogo(both))).code).toBe('invalid_input')
  })

  test('in a moment, however it is written', async () => {
    const long = 200_000
    const hostile = [
      `<svg a="#${' '.repeat(long)}x"/>`,
      `<svg a="url(${' '.repeat(long)}#a)"/>`,
      '<!doctype '.repeat(long / 10),
      `<svg a="${'url('.repeat(long / 4)}"/>`,
      `<svg>${'<g id="a">'.repeat(long / 10)}</svg>`,
    ]
    const began = performance.now()
    for (const text of hostile) await drawLogo(Buffer.from(text)).catch(() => {})
    // Each took from half a minute to minutes by expressions that looked again and again.
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  test('a drawing that takes too long, whose process is ended', async () => {
    // A line of a million dashes, which is what a check of elements does not see.
    const dashes = '<path d="M0 0H40V10" stroke="#000" stroke-dasharray="0.00002" stroke-width="9"/>'.repeat(900)
    const began = performance.now()
    const ended = await drawLogo(svg(dashes)).then(
      () => 'drawn',
      error => error.code,
    )
    expect(['drawn', 'invalid_input']).toContain(ended)
    expect(performance.now() - began).toBeLessThan(15_000)
  })

  test('a small file that draws its parts many times, or itself for ever', async () => {
    const levels = Array.from({ length: 12 }, (_, n) => {
      const uses = `<use xlink:href="#l${n}"/>`.repeat(10)
      return `<g id="l${n + 1}">${uses}</g>`
    })
    const many = `<defs><g id="l0">${square}</g>${levels.join('')}</defs><use xlink:href="#l12"/>`
    const itself = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    const pattern = '<pattern id="p" width="1" height="1"><rect fill="url(#p)" width="1" height="1"/></pattern>'
    for (const drawing of [many, itself, `${pattern}<rect fill="url(#p)" width="9" height="9"/>`])
      expect(await sentence(svg(drawing))).toContain('3,000 elements')
  })
})
