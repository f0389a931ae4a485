import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { languages, type Language } from '@/lib/kernel/language'
import { forReader } from '@/lib/kernel/reader'
import { emailSamples } from '@/testing/email-samples'
import { renderMail } from './render'
import english from './texts/en.json'

/** Looks like messages, markup and quoting, each where a name stands. */
const hostile = {
  company: "{company} <b>O'Neil</b> & Söhne",
  actor: "Ana {left, plural, other {#}} D'Ávila",
  person: "'{name}' <script>Núñez",
  message: "It's {url} for <you> & '{me}'",
  groups: ['R&D {0}', "'{groups}'", '<i>Inés'],
  url: 'https://console.example.com/acme/x_-?a=1',
}

const samples = Object.entries(emailSamples(hostile)).flatMap(([template, contents]) =>
  contents.map((content, index) => ({ template, content, name: `${template} ${index + 1}` })),
)

const written = (template: string, content: unknown, language: Language) =>
  forReader({ language, timeZone: 'America/Sao_Paulo' }, () => renderMail(template, content))

const flat = (text: string): string => text.replace(/\s+/g, ' ')

/** As React writes it. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#x27;')

/** Those of the values that a content holds. */
function valuesIn(content: object): string[] {
  const { url: _, groups, ...words } = hostile
  return Object.values(content)
    .flat()
    .filter(value => [...groups, ...Object.values(words)].includes(value as string)) as string[]
}

const without = (text: string, values: string[]): string =>
  values.reduce((left, value) => left.replaceAll(value, ''), text)

/** What only the English texts say: their words between arguments, where they are more than one. */
const englishPieces = Object.values(english).flatMap(function piecesOf(message: string): string[] {
  type Element = ReturnType<IntlMessageFormat['getAst']>[number]
  const literals = (elements: Element[]): string[] =>
    elements.flatMap(element => {
      if ('options' in element) return Object.values(element.options).flatMap(({ value }) => literals(value))
      return element.type === 0 ? [element.value.trim()] : []
    })
  return literals(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst()).filter(text =>
    /\p{L}{2,}[ ,.]+\p{L}{2,}/u.test(text),
  )
})

describe.each(languages)('In %s', language => {
  test.each(samples)('the email $name says what it has to, and nothing else', async ({ template, content }) => {
    const { subject, html, text } = await written(template, content, language)
    const body = html.replace(/<style>[^]*<\/style>/, '')
    const values = valuesIn(content)
    expect(values).toContain(hostile.company)
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${language}"`))
    for (const value of values) {
      expect(flat(text)).toContain(value)
      expect(body).toContain(escaped(value))
    }
    expect(without(flat(`${subject} ${text}`), values)).not.toMatch(/[{}<>]|undefined|null|\[object/)
    expect(without(body, values.map(escaped))).not.toMatch(/[{}]/)
    if (language === 'en') return
    const said = flat(`${subject} ${text} ${body.replace(/<[^>]*>/g, ' ')}`)
    expect(englishPieces.filter(piece => said.includes(piece))).toEqual([])
  })

  test.each(samples)('the subject of $name is one line that names the company', async ({ template, content }) => {
    const broken = {
      ...content,
      company: 'Acme\r\nBcc: eve@example.com',
      inviter: 'Ana\nMaria',
      person: 'Ana\u2028Maria',
    }
    const { subject } = await written(template, broken, language)
    expect(subject).toContain('Acme Bcc: eve@example.com')
    expect(subject).not.toMatch(/[\r\n\u2028\u2029]|^\s|\s$/)
  })
})

test('English pieces are found to look for', () => {
  expect(englishPieces.length).toBeGreaterThan(80)
  expect(englishPieces).toContain('invited you to join')
})

const notice = {
  company: 'Acme',
  at: '2027-11-29T17:03:00.000Z',
  ip: null,
  profileUrl: 'https://console.example.com/acme/profile',
}
const textOf = async (template: string, content: unknown, language: Language) =>
  flat((await written(template, content, language)).text)

test.each([
  ['en', 'Monday, 29 November 2027 at 14:03 GMT-3, Firefox on Windows'],
  ['pt-BR', 'Quando: segunda-feira, 29 de novembro de 2027 às 14:03 BRT. Dispositivo: Firefox no Windows.'],
  ['es', 'Cuándo: lunes, 29 de noviembre de 2027, a las 14:03 GMT-3. Dispositivo: Firefox en Windows.'],
] as const)('Times and devices are told as readers of %s write them', async (language, told) => {
  const device = { browser: 'Firefox', platform: 'Windows' }
  // Versions of the runtime's data have another comma here and there.
  const simple = (text: string) => text.replaceAll(',', '').replace(/ (at|às) (?=\d)/, ' ')
  expect(simple(await textOf('new-device', { ...notice, device }, language))).toContain(simple(told))
})

test.each([
  ['en', {}, 'Unknown device'],
  ['pt-BR', {}, 'Dispositivo: desconhecido.'],
  ['es', { browser: 'Chrome', headless: true }, 'Chrome sin ventana'],
  ['es', { browser: 'Chrome', platform: 'Linux', headless: true }, 'Chrome sin ventana en Linux'],
  ['es', { platform: 'iPhone' }, 'iPhone'],
  ['pt-BR', 'Firefox on Windows', 'Firefox on Windows'],
] as const)('In %s the device %j is called %s, and one of an earlier version as it was written', async (...sample) => {
  const [language, device, called] = sample
  expect(await textOf('new-device', { ...notice, device }, language)).toContain(called)
})

test.each([
  ['en', ['Ada', 'Inés'], 'You were added to Ada and Inés.'],
  ['pt-BR', ['Ada', 'Bob', 'Inés'], 'Ada, Bob e Inés.'],
  ['es', ['Ada', 'Inés'], 'Ada e Inés.'],
] as const)('In %s several groups are a list of that language', async (language, added, told) => {
  const content = { ...notice, by: 'Ana', added, removed: [], accessUrl: notice.profileUrl }
  expect(await textOf('groups-changed', content, language)).toContain(told)
})

test.each([
  ['pt-BR', 0, 'Era o último.'],
  ['pt-BR', 1, 'Resta 1 código.'],
  ['es', 2, 'Quedan 2 códigos.'],
] as const)('In %s %i recovery codes are counted as that language does', async (language, left, told) => {
  expect(await textOf('recovery-code-used', { ...notice, device: {}, left }, language)).toContain(told)
})
