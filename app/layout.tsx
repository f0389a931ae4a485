import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { LinkNavigation } from '@/components/ui/link-navigation'
import { Toaster } from '@/components/ui/toaster'
import { readTheme } from './theme'
import './globals.css'

export const metadata: Metadata = {
  description: 'Access management for companies.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/** What a page ends with. */
const END = 'page-end'

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme(await cookies())
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <head>
        {/* Drawn when it is there as a whole: columns of a table are as wide as its rows make them, and would move. */}
        <link rel="expect" href={`#${END}`} blocking="render" />
      </head>
      <body>
        {children}
        <LinkNavigation />
        <Toaster />
        <div id={END} hidden />
      </body>
    </html>
  )
}
