import { UAParser } from 'ua-parser-js'
import { lookup } from './lookup'

/** The parser's names where people say another. */
const usual: Record<string, string> = {
  'Mobile Safari': 'Safari',
  'Chrome WebView': 'Chrome',
  'Chrome Headless': 'Chrome without a window',
  'Mobile Chrome': 'Chrome',
  'Mobile Firefox': 'Firefox',
  'Mac OS': 'macOS',
  'Chromium OS': 'ChromeOS',
}

const say = (name: string | undefined): string | undefined => name && (lookup(usual, name) ?? name)

/** Programs call themselves `name/version`; what does not is not repeated, because anybody can send anything. */
const programName = (userAgent: string): string | undefined => /^([A-Za-z][\w.-]{1,30})\//.exec(userAgent)?.[1]

/** What a session runs on, such as "Firefox on Windows" or "Safari on iPhone". On the server only: the parser is large. */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return 'Unknown device'
  const { browser, os, device } = new UAParser(userAgent).getResult()
  const name = say(browser.name)
  const place = device.vendor === 'Apple' && device.type ? device.model : say(os.name)
  if (name && place) return `${name} on ${place}`
  return name ?? place ?? programName(userAgent) ?? 'Unknown device'
}

/** Whether it is held in a hand. */
export const isHandheld = (userAgent: string | null): boolean =>
  ['mobile', 'tablet'].includes(new UAParser(userAgent ?? '').getDevice().type ?? '')
