import { gzipSync } from 'node:zlib'

/** What a page weighs on its way to a browser, in bytes. */
export interface PageWeight {
  /** The document, with the flight data inside. */
  html: number
  /** Of the document: what the scripts in it hand to React, which says once more what is drawn. */
  flight: number
  /** The document, compressed. */
  gzip: number
  /** All script files that a browser of this decade loads (no `noModule`), compressed each by itself. */
  scripts: number
}

/** Script files never change under their address. */
const scriptSizes = new Map<string, number>()

/**
 * Opens a page as a browser would whose caches are empty.
 * @throws Error where the answer is not 200: a page that refuses weighs nothing worth knowing.
 */
export async function weighPage(url: string, cookie: string): Promise<PageWeight> {
  const html = await textOf(url, cookie)
  const flight = [...html.matchAll(/<script[^>]*>(self\.__next_f\.push[\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => code,
  )
  const tags = [...html.matchAll(/<script[^>]* src="(\/_next\/static\/[^"]+\.js)[^>]*>/g)]
  const loaded = new Set(tags.filter(([tag]) => !/ nomodule/i.test(tag)).map(([, path = '']) => path))
  const scripts = await Promise.all([...loaded].map(path => scriptSize(new URL(path, url).href)))
  return {
    html: Buffer.byteLength(html),
    flight: Buffer.byteLength(flight.join('')),
    gzip: gzipSync(html).length,
    scripts: scripts.reduce((sum, size) => sum + size, 0),
  }
}

async function scriptSize(url: string): Promise<number> {
  const known = scriptSizes.get(url)
  if (known !== undefined) return known
  const size = gzipSync(await textOf(url)).length
  scriptSizes.set(url, size)
  return size
}

async function textOf(url: string, cookie = ''): Promise<string> {
  const answer = await fetch(url, { headers: { cookie } })
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`)
  return answer.text()
}
