'use client'

import { Button } from './button'
import { printer } from './icons'
import { useHydrated } from './use-hydrated'

export function PrintButton() {
  const hydrated = useHydrated()
  return (
    <Button icon={printer} disabled={!hydrated} onClick={() => window.print()}>
      Print
    </Button>
  )
}
