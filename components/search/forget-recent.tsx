'use client'

import { useEffect } from 'react'
import { forgetRecent } from './recent'

/**
 * Where nobody is signed in, nothing of what somebody opened or chose is left: their session may have ended elsewhere, by time or by
 * somebody else, and then nobody signed out here.
 */
export function ForgetRecent() {
  useEffect(forgetRecent, [])
  return null
}
