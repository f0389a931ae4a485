import type { DeviceFacts } from '@/lib/kernel/device-name'
import { mailText } from '@/lib/platform/mail/texts/mail-text'

/** What a device is called: "Firefox on Windows". An email of the version before has that as it was written, in English. */
export function deviceText(device: DeviceFacts | string): string {
  if (typeof device === 'string') return device
  const { browser, platform, headless = false } = device
  if (browser && platform)
    return mailText(headless ? 'device.headless-on-platform' : 'device.browser-on-platform', { browser, platform })
  if (browser) return headless ? mailText('device.headless', { browser }) : browser
  return platform ?? mailText('device.unknown')
}
