/** Digits as the keyboards of other scripts have them. */
const digitsOf = (zero: number) => (code: string) =>
  code.replace(/\d/g, digit => String.fromCodePoint(zero + Number(digit)))

const parted = (separator: string) => (code: string) => code.match(/.{1,4}/g)!.join(separator)

/** Ways in which people type and paste a code, or programs hand it on, each with what is odd about it. */
export const spellings: Record<string, (code: string) => string> = {
  'a space in the middle': parted(' '),
  'spaces around it': code => `  ${code}  `,
  'a space between all of it': code => [...code].join(' '),
  'a no-break space': parted('\u00a0'),
  'a narrow no-break space': parted('\u202f'),
  'an ideographic space': parted('\u3000'),
  'a tab': parted('\t'),
  'a line break behind it': code => `${code}\r\n`,
  'a hyphen': parted('-'),
  'a soft hyphen': parted('\u00ad'),
  'a hyphen that does not break': parted('\u2011'),
  'an en dash': parted('\u2013'),
  'an em dash with spaces': parted(' \u2014 '),
  'a minus sign': parted('\u2212'),
  'a full-width hyphen': parted('\uff0d'),
  'the long vowel of a Japanese keyboard': parted('\u30fc'),
  'a dot': parted('.'),
  'a full stop behind it': code => `${code}.`,
  'a middle dot': parted('\u00b7'),
  'a full-width full stop': parted('\uff0e'),
  'a comma': parted(','),
  'an underscore': parted('_'),
  'a slash': parted('/'),
  'a colon before it': code => `: ${code}`,
  'quotation marks': code => `\u201c${code}\u201d`,
  'stars, as in Markdown': code => `**${code}**`,
  'a zero-width space': parted('\u200b'),
  'a zero-width joiner': parted('\u200d'),
  'a word joiner': parted('\u2060'),
  'a byte order mark': code => `\ufeff${code}`,
  'a mark from right to left': code => `\u200f${code}\u200e`,
  'an isolated direction': code => `\u2066${code}\u2069`,
  'a turned direction': code => `\u202a${code}\u202c`,
  'digits in full width': digitsOf(0xff10),
  'Arabic-Indic digits': digitsOf(0x0660),
  'Persian digits': digitsOf(0x06f0),
  'Devanagari digits': digitsOf(0x0966),
  'Bengali digits': digitsOf(0x09e6),
  'Thai digits': digitsOf(0x0e50),
  'Khmer digits': digitsOf(0x17e0),
  'mathematical digits': digitsOf(0x1d7d8),
  'digits as keycaps': code => code.replace(/\d/g, '$&\ufe0f\u20e3'),
  'digits in superscript': code =>
    code.replace(/\d/g, digit => '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079'[Number(digit)]!),
  'Arabic-Indic digits with an Arabic comma and marks': code =>
    `\u061c${parted('\u060c ')(digitsOf(0x0660)(code))}\u200f`,
  capitals: code => code.toUpperCase(),
  'letters in full width': code =>
    code.replace(/[a-z]/g, letter => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)),
  'O for 0, and I and l for 1': code => code.replace('0', 'O').replace('1', 'I').replace('1', 'l'),
}
