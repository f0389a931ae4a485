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
  const [wait, setWait] = useState({ looks: 0, seconds: pauseSeconds(0) })
  const whenUp = useEffectEvent(onUp)

  useEffect(() => {
    if (paused) return
    const { looks, seconds } = wait
    let gone = false
    const look = async () => {
      const up = await isUp()
      if (gone) return
      if (up) whenUp()
      setWait({ looks: looks + 1, seconds: pauseSeconds(looks + 1) })
    }
    const pass = () => (seconds > 1 ? setWait({ looks, seconds: seconds - 1 }) : void look())
    const timer = setTimeout(pass, seconds > 0 ? 1000 : 0)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [wait, paused])

  // Another object each time: whoever asks while an answer is awaited asks anew.
  return { seconds: wait.seconds, lookNow: () => setWait(({ looks }) => ({ looks, seconds: 0 })) }
}
