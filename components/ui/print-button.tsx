'use client'

import { Button } from './button'
import { useHydrated } from './form/use-hydrated'
import { printer } from './icons'

export function PrintButton() {
  const hydrated = useHydrated()
  return (
    <Button icon={printer} disabled={!hydrated} onClick={() => window.print()}>
      Print
    </Button>
  )
}
