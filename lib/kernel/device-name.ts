import { UAParser } from 'ua-parser-js'
import { lookup } from './lookup'

/** The parser's names where people say another. */
const usual: Record<string, string> = {
  'Mobile Safari': 'Safari',
  'Chrome WebView': 'Chrome',
  'Chrome Headless': 'Chrome',
  'Mobile Chrome': 'Chrome',
  'Mobile Firefox': 'Firefox',
  'Mac OS': 'macOS',
  'Chromium OS': 'ChromeOS',
}

const say = (name: string | undefined): string | undefined => name && (lookup(usual, name) ?? name)

/** Programs call themselves `name/version`; what does not is not repeated, because anybody can send anything. */
const programName = (userAgent: string): string | undefined => /^([A-Za-z][\w.-]{1,30})\//.exec(userAgent)?.[1]

/** What is known of a device, to be told in any language; nothing of one that says nothing of itself. */
export interface DeviceFacts {
  /** Or another program. */
  browser?: string
  /** The operating system, or the model where that says more: "Windows", "iPhone". */
  platform?: string
  /** A browser that shows nothing, as programs use them. */
  headless?: boolean
}

/** What a session runs on. On the server only: the parser is large. */
export function deviceFacts(userAgent: string | null): DeviceFacts {
  if (!userAgent) return {}
  const { browser, os, device } = new UAParser(userAgent).getResult()
  const platform = device.vendor === 'Apple' && device.type ? device.model : say(os.name)
  const name = say(browser.name) ?? (platform ? undefined : programName(userAgent))
  return { browser: name, platform, ...(browser.name === 'Chrome Headless' && { headless: true }) }
}

/** The same as pages and files have it, such as "Firefox on Windows" or "Safari on iPhone"; emails say it in their own language. */
export function deviceName(userAgent: string | null): string {
  const { browser, platform, headless } = deviceFacts(userAgent)
  const name = browser && headless ? `${browser} without a window` : browser
  return name && platform ? `${name} on ${platform}` : (name ?? platform ?? 'Unknown device')
}

/** Whether it is held in a hand. */
export const isHandheld = (userAgent: string | null): boolean =>
  ['mobile', 'tablet'].includes(new UAParser(userAgent ?? '').getDevice().type ?? '')
