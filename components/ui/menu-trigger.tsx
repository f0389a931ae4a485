'use client'

import type { ComponentProps } from 'react'
import { useFocusAfter } from './use-focus-after'

/** The button of a Menu: where it goes away with what was chosen in it, the focus goes on beside it. */
export function MenuTrigger(props: ComponentProps<'button'>) {
  const button = useFocusAfter()
  return <button {...props} ref={button} type="button" />
}
