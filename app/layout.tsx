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

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme(await cookies())
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        {children}
        <LinkNavigation />
        <Toaster />
      </body>
    </html>
  )
}
