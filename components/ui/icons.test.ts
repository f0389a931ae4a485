import * as lucide from 'lucide'
import type { IconNode } from 'lucide'
import { expect, test } from 'vitest'
import * as icons from './icons'

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

const shapes = lucide as unknown as Record<string, IconNode | undefined>

/** An SVG that a stylesheet can hold. */
const drawing = (shape: IconNode): string => {
  const inside = shape.map(
    ([element, attributes]) =>
      `<${element} ${Object.entries(attributes)
        .map(([name, value]) => `${name}='${value}'`)
        .join(' ')}/>`,
  )
  const frame = `xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'`
  return `<svg ${frame}>${inside.join('')}</svg>`.replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E')
}

test('The stylesheet has the shape of every icon, as lucide draws it', async () => {
  const rules = Object.values(icons).map(name => {
    const shape = shapes[pascal(name)]
    if (!shape) throw new Error(`lucide has no ${name}.`)
    return `.i-${name} {\n  --icon: url("data:image/svg+xml,${drawing(shape)}");\n}\n`
  })
  const head = '/* Written by components/ui/icons.test.ts from the shapes of lucide (ISC licence). */\n'
  await expect(head + rules.join('')).toMatchFileSnapshot('../../app/icons.css')
})
