import { render, toPlainText } from '@react-email/render'
import { fillTemplate } from './templates'

export interface RenderedMail {
  subject: string
  html: string
  text: string
}

/** A mail as HTML and as text. A subject is one line, whatever names stand in it. */
export async function renderMail(template: string, content: unknown): Promise<RenderedMail> {
  const { subject, body } = fillTemplate(template, content)
  const html = await render(body)
  return { subject: subject.replace(/\s+/g, ' ').trim(), html, text: toPlainText(html) }
}
