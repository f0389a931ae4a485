import { describe, expect, test } from 'vitest'
import { unescapeFormula, toCsv, escapeFormula } from './csv'

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  ' =1+1',
  '=HYPERLINK("http://evil.example","Click")',
]

describe('A cell of an export', () => {
  test.each(formulas)('%j is not taken for a formula, and comes back as it was', cell => {
    expect(escapeFormula(cell)).toBe(`'${cell}`)
    expect(unescapeFormula(escapeFormula(cell))).toBe(cell)
  })

  test.each(['Ada Lovelace', 'ada@example.com', "O'Neill", "'quoted'", '', '1+1', 'a=b', 'João'])(
    '%j stays as it is',
    cell => {
      expect([escapeFormula(cell), unescapeFormula(cell)]).toEqual([cell, cell])
    },
  )
})

test('An export is UTF-8 with a byte order mark, CR LF, and quotation marks where they are needed', () => {
  expect(
    toCsv([
      ['email', 'name'],
      ['a@b.example', 'Says "no", twice\nand again'],
      ['=1+1', '＝1'],
    ]),
  ).toBe('\ufeffemail,name\r\na@b.example,"Says ""no"", twice\nand again"\r\n\'=1+1,\'＝1\r\n')
})

test.each(['Sales\nSupport', 'Sales\r\nSupport', 'Sales\rSupport'])(
  'A cell of several lines (%j) stands in quotation marks, so that it stays one cell',
  cell => {
    expect(toCsv([['a', cell, 'b']])).toBe(`\ufeffa,"${cell}",b\r\n`)
  },
)
