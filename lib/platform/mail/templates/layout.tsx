import { Body, Button, Container, Head, Hr, Html, Img, Link, Preview, Section, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { readerLanguage } from '@/lib/kernel/reader'
import { mailText } from '@/lib/platform/mail/texts/mail-text'

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

/** Mail programs that know dark mode take these; the others show the light colours in the style attributes. */
const dark = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #111418 !important; }
  .sheet { background-color: #1b1f24 !important; border-color: #343a42 !important; }
  .ink { color: #e8eaed !important; }
  .muted { color: #a5adb8 !important; }
  .link { color: #8ab4ff !important; }
}`

/** What the company looks like whose mail it is, as it is when the mail goes out. */
export interface MailBranding {
  /** `#rrggbb`. */
  accentColor: string | null
  /** Of the picture that goes along, in pixels of a page. */
  logo?: { cid: string; width: number; height: number }
}

/** What the outermost element of every mail takes. */
export interface Branded {
  branding?: MailBranding
}

interface MailLayoutProps extends Branded {
  company: string
  /** What a mail program shows beside the subject. */
  preview: string
  children: ReactNode
  /** Why this mail came, below the line. */
  reason: string
}

/** The frame of every mail: the company's name, its colour, its logo out of the mail itself; nothing that tells that it was opened. */
export function MailLayout({ company, preview, reason, branding, children }: MailLayoutProps) {
  return (
    <Html lang={readerLanguage()}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="page" style={{ margin: 0, padding: '24px 12px', backgroundColor: '#f3f4f6', fontFamily: font }}>
        <Container
          className="sheet"
          style={{
            maxWidth: 560,
            padding: '28px 32px',
            backgroundColor: '#ffffff',
            border: '1px solid #dfe2e7',
            borderRadius: 10,
            ...(branding?.accentColor && { borderTop: `4px solid ${branding.accentColor}` }),
          }}
        >
          {branding?.logo && (
            <Img
              src={`cid:${branding.logo.cid}`}
              alt=""
              width={branding.logo.width}
              height={branding.logo.height}
              style={{ marginBottom: 12, backgroundColor: '#ffffff', borderRadius: 4 }}
            />
          )}
          <Text className="muted" style={{ margin: '0 0 16px', fontSize: 14, fontWeight: 600, color: '#5b6470' }}>
            {company}
          </Text>
          {children}
          <Hr style={{ margin: '24px 0 12px', borderColor: '#dfe2e7' }} />
          <Text className="muted" style={{ margin: 0, fontSize: 13, lineHeight: '20px', color: '#5b6470' }}>
            {reason}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text
      className="ink"
      style={{
        margin: '0 0 14px',
        fontSize: 16,
        lineHeight: '24px',
        color: '#1b1f24',
        overflowWrap: 'anywhere',
        whiteSpace: 'pre-line',
      }}
    >
      {children}
    </Text>
  )
}

/** A button, and the address itself for who cannot press it. */
export function LinkButton({ href, children }: { href: string; children: string }) {
  return (
    <Section style={{ margin: '4px 0 14px' }}>
      <Button
        href={href}
        style={{
          display: 'inline-block',
          padding: '12px 20px',
          borderRadius: 8,
          backgroundColor: '#2456d6',
          color: '#ffffff',
          fontSize: 16,
          fontWeight: 600,
          textDecoration: 'none',
        }}
      >
        {children}
      </Button>
      {/* In the text the button is its address already. */}
      <Text
        data-skip-in-text="true"
        className="muted"
        style={{ margin: '14px 0 0', fontSize: 13, lineHeight: '20px', color: '#5b6470', overflowWrap: 'anywhere' }}
      >
        {mailText('layout.open-address')}{' '}
        <Link href={href} className="link" style={{ color: '#2456d6' }}>
          {href}
        </Link>
      </Text>
    </Section>
  )
}
