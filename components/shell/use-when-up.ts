import { useEffect, useEffectEvent, useState } from 'react'
import { isUp } from './is-up'

/** Often at first, when most of what fails is back at once. */
const pauseSeconds = (looks: number): number => Math.min(2 + Math.floor(looks / 2), 15)

/**
 * Looks whether Console can reach its database again, with growing pauses, and says when it can: each time it looks.
 * @param paused while what was said last is being done
 * @returns the seconds until it looks again, and how to do it now
 */
export function useWhenUp(onUp: () => void, paused = false): { seconds: number; lookNow: () => void } {
  const [looks, setLooks] = useState(0)
  const [seconds, setSeconds] = useState(pauseSeconds(0))
  const whenUp = useEffectEvent(onUp)

  useEffect(() => {
    if (paused) return
    let gone = false
    const look = async () => {
      const up = await isUp()
      if (gone) return
      if (up) whenUp()
      setLooks(looks + 1)
      setSeconds(pauseSeconds(looks + 1))
    }
    const timer = setTimeout(() => (seconds > 1 ? setSeconds(seconds - 1) : void look()), seconds > 0 ? 1000 : 0)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [looks, seconds, paused])

  return { seconds, lookNow: () => setSeconds(0) }
}
