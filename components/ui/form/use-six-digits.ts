import { useRef, useState, type ChangeEvent, type CompositionEvent } from 'react'
import { cleanCode, isSixDigits } from '@/lib/kernel/codes'

/**
 * Submits the form around a field as soon as six digits are in it: once for each code, so that one that was wrong is not sent
 * again before it is another, and not while an input method is still composing.
 * @returns handlers for the input, and whether a code was sent this way
 */
export function useSixDigits() {
  const lastSent = useRef('')
  const [sent, setSent] = useState(false)

  const look = (input: HTMLInputElement) => {
    const code = cleanCode(input.value)
    if (!isSixDigits(code) || code === lastSent.current) return
    lastSent.current = code
    setSent(true)
    input.form?.requestSubmit()
  }

  return {
    sent,
    onChange(event: ChangeEvent<HTMLInputElement>) {
      if (!(event.nativeEvent as InputEvent).isComposing) look(event.currentTarget)
    },
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => look(event.currentTarget),
  }
}
