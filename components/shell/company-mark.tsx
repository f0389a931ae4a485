import { inkOn } from '@/lib/kernel/color'
import { Logo } from './logo'

/** What a company looks like. `logo`: the address of its picture. */
export interface CompanyBranding {
  name: string
  accentColor: string | null
  logo?: string
}

/**
 * A company's logo, else its first letter on its colour, else Console's own. Colours stand in attributes of the drawing: no page
 * has styles of its own (Content-Security-Policy). Says nothing to a screen reader: the name stands beside it.
 */
export function CompanyMark({ name, accentColor, logo }: CompanyBranding) {
  // Drawn small at the server already (lib/company/logo.ts), and nothing here makes pictures smaller.
  // oxlint-disable-next-line next/no-img-element
  if (logo) return <img src={logo} alt="" className="company-logo" />
  if (!accentColor) return <Logo />
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-7 shrink-0">
      <rect width="32" height="32" rx="9" fill={accentColor} />
      <text x="16" y="22" textAnchor="middle" fontSize="17" fontWeight="600" fill={inkOn(accentColor)}>
        {[...name][0]?.toUpperCase()}
      </text>
    </svg>
  )
}

/** The company's colour as a band along the upper edge of what it stands in. */
export function CompanyBand({ color }: { color: string | null }) {
  if (!color) return null
  return (
    <svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 1 1" className="company-band">
      <rect width="1" height="1" fill={color} />
    </svg>
  )
}
