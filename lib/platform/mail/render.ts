import { render, toPlainText } from '@react-email/render'
import { cloneElement } from 'react'
import type { StoredLogo } from '@/db/repositories/branding'
import { fillTemplate } from './templates'
import type { MailBranding } from './templates/layout'

export interface RenderedMail {
  subject: string
  html: string
  text: string
  /** A picture that the HTML shows, by its Content-ID. */
  picture?: { cid: string; png: Buffer }
}

/** What a company looks like; the logo as it is stored. */
export interface SenderBranding {
  accentColor: string | null
  logo?: StoredLogo
}

const LOGO_CID = 'logo@console'

/** A logo is drawn twice as large as it is shown. */
const DENSITY = 2

function withBranding({ accentColor, logo }: SenderBranding): MailBranding {
  const shown = (pixels: number) => Math.max(1, Math.round(pixels / DENSITY))
  return {
    accentColor,
    ...(logo && { logo: { cid: LOGO_CID, width: shown(logo.width), height: shown(logo.height) } }),
  }
}

/** An address stands on a line of its own, so that a program that makes a link of it takes nothing else in. */
const addressesApart = (text: string): string => text.replace(/ (https?:\/\/\S+)$/gm, '\n$1')

/** A mail as HTML and as text. A subject is one line, whatever names stand in it. */
export async function renderMail(
  template: string,
  content: unknown,
  branding: SenderBranding = { accentColor: null },
): Promise<RenderedMail> {
  const { subject, body } = fillTemplate(template, content)
  const html = await render(cloneElement(body, { branding: withBranding(branding) }))
  return {
    subject: subject.replace(/\s+/g, ' ').trim(),
    html,
    text: addressesApart(toPlainText(html)),
    ...(branding.logo && { picture: { cid: LOGO_CID, png: Buffer.from(branding.logo.png, 'base64') } }),
  }
}
