import { render, toPlainText } from '@react-email/render'
import { fillTemplate } from './templates'

export interface RenderedMail {
  subject: string
  html: string
  text: string
}

/** An address stands on a line of its own, so that a program that makes a link of it takes nothing else in. */
const addressesApart = (text: string): string => text.replace(/ (https?:\/\/\S+)$/gm, '\n$1')

/** A mail as HTML and as text. A subject is one line, whatever names stand in it. */
export async function renderMail(template: string, content: unknown): Promise<RenderedMail> {
  const { subject, body } = fillTemplate(template, content)
  const html = await render(body)
  return { subject: subject.replace(/\s+/g, ' ').trim(), html, text: addressesApart(toPlainText(html)) }
}
