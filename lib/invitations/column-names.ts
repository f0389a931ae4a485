import { cleanLine } from '@/lib/kernel/fields'
import { fold } from '@/lib/kernel/fold'

/** What a column or a label says that it holds. */
export type PersonColumn = 'email' | 'name' | 'first' | 'last' | 'title' | 'groups'

/** As tables, address books and mail programs call them in the languages that most people write; folded. */
const columnNames: Record<PersonColumn, string> = {
  email: `email, e-mail, mail, email address, e-mail address, mail address, email addresses, primary email, work email, email 1,
    e-mail 1 - value, e-mail-adresse, emailadresse, e-mail adresse, mailadresse, mail-adresse, adresse e-mail,
    adresse email, courriel, adresse mail, correo, correo electronico, email id, indirizzo email, indirizzo e-mail, posta elettronica,
    endereco de email, endereco de e-mail, e-mailadres, mailadres, e-postadress, e-post, adres e-mail, почта, эл. почта,
    электронная почта, メール, メールアドレス, 邮箱, 电子邮件, 电子邮箱, 邮件, 電子郵件, 이메일, البريد الالكتروني, ईमेल`,
  name: `name, full name, display name, fullname, person, employee, contact, vollstandiger name, anzeigename, nom complet,
    nombre completo, nome completo, naam, volledige naam, navn, namn, имя, фио, 名前, 氏名, 姓名, 名字, 이름, الاسم, नाम`,
  first: `first name, firstname, first, given name, forename, vorname, prenom, nombre, nome, voornaam, fornavn, fornamn, imie, 名`,
  last: `last name, lastname, last, surname, family name, nachname, familienname, nom, nom de famille, apellido, apellidos, cognome,
    sobrenome, achternaam, etternavn, efternamn, nazwisko, фамилия, 姓`,
  title: `title, job title, jobtitle, position, job, titel, berufsbezeichnung, funktion, fonction, poste, cargo, puesto, functie, должность, 職位, 职位`,
  groups: `groups, group, gruppe, gruppen, groupe, groupes, grupo, grupos, gruppo, gruppi, groep, groepen, группа, группы, グループ, 组`,
}

const columnOf = new Map(
  (Object.keys(columnNames) as PersonColumn[]).flatMap(column =>
    columnNames[column].split(',').map(name => [fold(name), column] as const),
  ),
)

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
export const personColumnOf = (text: string): PersonColumn | undefined =>
  text.length > 60 ? undefined : columnOf.get(fold(cleanLine(text).replace(/^[\s*"']+|[\s*:"']+$/g, '')))

/** @returns what a label of a mail's head stands before */
export function mailLabelOf(text: string): 'people' | 'other' | undefined {
  const label = text.length > 30 ? '' : fold(text)
  return mailLabels.has(label) ? 'people' : otherLabels.has(label) ? 'other' : undefined
}
