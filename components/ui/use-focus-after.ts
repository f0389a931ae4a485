import { useLayoutEffect, useRef } from 'react'

/** Where a button goes away together with its row, the keyboard goes on at the row beside it, else at the page's content. */
export const useFocusAfter = () => {
  const element = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const button = element.current
    return () => {
      if (!button || document.activeElement !== button) return
      const row = button.closest('li, tr')
      const neighbours = [row?.nextElementSibling, row?.previousElementSibling]
      // Only after the removal does it show what is left.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return
        const heir = neighbours.find(neighbour => neighbour?.isConnected)?.querySelector<HTMLElement>('button')
        const target = heir ?? document.querySelector('main')
        target?.focus({ preventScroll: !heir })
      })
    }
  }, [])
  return element
}
