import { readAddresses } from '@/lib/invitations/addresses'
import { unescapeFormula } from '@/lib/kernel/csv'
import { cleanLine, trimUnseen } from '@/lib/kernel/fields'
import { spokenName } from '@/lib/kernel/person-names'
import type { ColumnMeaning, ColumnPlaces } from './meanings'

/** Longer than any name, and than twenty names of groups; what is beyond is not looked at. */
export const MAX_CELL_LENGTH = 4000

/** An address with what mail programs put around it is no longer. */
const MAX_ADDRESS_CELL = 600

const plainAddress = /^[^\s@<>()[\]"',;:|\\#]+@[^\s@<>()[\]"',;:|\\#]+\.[^\s@<>()[\]"',;:|\\#.]+$/
const wrappedAddress =
  /^(?:mailto:|smtp:)?[^\s@<>"',;:]+@[^\s@<>"',;:]+[;,]?$|<\s*(?:mailto:)?[^\s@<>]+@[^\s@<>]+\s*>[;,]?$/i

/** Whether a cell as a whole is an address, perhaps with a name before it. */
export function isAddressCell(cell: string): boolean {
  if (!cell.includes('@')) return false
  const text = trimUnseen(cell.slice(0, MAX_ADDRESS_CELL)).replace(/^["'](.*)["']$/, '$1')
  return wrappedAddress.test(text)
}

interface AddressCell {
  email: string
  /** Where it stood beside the address. */
  name?: string
  /** Several people in one cell; a sentence. */
  problem?: string
}

/** Of Access: what is shown, then what is opened. */
const hyperlink = /^([^#]*)#(?:mailto:)?([^#]+)#/i

/** The address in a cell: `mailto:`, `Name <address>`, quotation marks and a last semicolon are no part of it. What is none stays as it is. */
export function addressInCell(cell: string): AddressCell {
  const text = trimUnseen(unescapeFormula(cell.slice(0, MAX_ADDRESS_CELL)))
  if (!text || plainAddress.test(text)) return { email: text }
  const [, , linked] = hyperlink.exec(text) ?? []
  const { found, bad, problems } = readAddresses((linked ?? text).replace(/^smtp:/i, ''))
  const [one, another] = found
  if (one && another)
    return {
      email: text,
      problem: `This cell has several addresses, such as ${one.email} and ${another.email}. Put each in its own row.`,
    }
  if (!one || bad.length || problems.length) return { email: text }
  return one
}

/** In its brackets; no address is longer. */
const MAX_BRACKETED = 320
const bracketedAddress = /^[([<][^\s()[\]<>@]+@[^\s()[\]<>]+[)\]>]$/

/** Cuts at the last bracket that opens, and looks at nothing before it. */
function withoutAddressBehind(text: string): string {
  const at = Math.max(...['(', '[', '<'].map(bracket => text.lastIndexOf(bracket)))
  const isAddress = at >= 0 && text.length - at <= MAX_BRACKETED && bracketedAddress.test(text.slice(at))
  return isAddress ? text.slice(0, at).trimEnd() : text
}

/** A name without the address that mail programs show behind it; empty where there is nothing but the address. */
const nameInCell = (cell: string): string => {
  const name = spokenName(withoutAddressBehind(cleanLine(cell)).replace(/^"(.*)"$/, '$1'))
  return plainAddress.test(name) ? '' : name
}

/** Names of groups; of groups in a directory ("CN=Sales,OU=Berlin,DC=…") their common names. */
function groupsInCell(cell: string): string {
  if (!/^\s*"?(cn|ou)=/i.test(cell)) return cell
  const names = [...cell.matchAll(/(?:^|[;|\n"])[^\S\n]{0,5}cn=((?:\\.|[^,\\;|\n])+)/gi)].map(([, name]) =>
    name!.replace(/\\(.)/g, '$1'),
  )
  return names.join('\n')
}

interface PersonCells {
  email: string
  name: string
  title: string
  groups: string
  problem?: string
}

/** What a row says of its person, whatever its columns are. A full name wins over parts; a name beside the address is the last resort. */
export function personIn(cells: string[], places: ColumnPlaces): PersonCells {
  const cell = (meaning: ColumnMeaning): string => {
    const at = places[meaning]
    return at === undefined ? '' : unescapeFormula((cells[at] ?? '').slice(0, MAX_CELL_LENGTH))
  }
  const address = addressInCell(cell('email') || (isAddressCell(cell('fallbackEmail')) ? cell('fallbackEmail') : ''))
  const parts = (['firstName', 'middleName', 'lastName', 'secondLastName'] as const).map(part => cleanLine(cell(part)))
  return {
    email: address.email,
    name: nameInCell(cell('name')) || parts.filter(Boolean).join(' ') || address.name || '',
    title: cleanLine(cell('title')),
    groups: groupsInCell(cell('groups')),
    problem: address.problem,
  }
}
