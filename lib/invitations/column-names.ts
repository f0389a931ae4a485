import { fold } from '@/lib/kernel/fold'
import { headerKind } from '@/lib/kernel/header-kind'
import type { HeaderKind } from '@/lib/kernel/header-words'

/** What a column or a label says that it holds. */
export type PersonColumn = 'email' | 'name' | 'first' | 'last' | 'title' | 'groups'

const columns: Partial<Record<HeaderKind, PersonColumn>> = {
  email: 'email',
  looseEmail: 'email',
  fullName: 'name',
  plainName: 'name',
  displayName: 'name',
  firstName: 'first',
  lastName: 'last',
  jobTitle: 'title',
  plainTitle: 'title',
  groups: 'groups',
}

/** Before the people of a mail; nobody's name. */
const mailLabels = new Set(
  `to, cc, bcc, from, sender, reply-to, recipients, attendees, participants, an, von, kopie, blindkopie, a, de, para, da, cco, aan, van, til,
  fra, кому, от, копия, 宛先, 差出人, 收件人, 抄送, 发件人`
    .split(',')
    .map(fold),
)

/** Lines of a mail's head that are about no person. */
const otherLabels = new Set(
  `subject, sent, date, importance, attachments, betreff, gesendet, datum, objet, envoye, asunto, fecha, enviado, oggetto, inviato, assunto,
  onderwerp, verzonden, тема, 件名, 主题`
    .split(',')
    .map(fold),
)

/** @returns what a cell of a header, or the word before a colon, says that follows; undefined where it is not known */
export function personColumnOf(text: string): PersonColumn | undefined {
  const kind = text.length > 60 ? undefined : headerKind(text)
  return kind && columns[kind]
}

/** @returns what a label of a mail's head stands before */
export function mailLabelOf(text: string): 'people' | 'other' | undefined {
  const label = text.length > 30 ? '' : fold(text)
  return mailLabels.has(label) ? 'people' : otherLabels.has(label) ? 'other' : undefined
}
