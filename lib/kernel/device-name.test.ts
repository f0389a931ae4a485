import { expect, test } from 'vitest'
import { deviceFacts, deviceName } from './device-name'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const headless =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36'

test.each([
  [windows, { browser: 'Firefox', platform: 'Windows' }, 'Firefox on Windows'],
  [iPhone, { browser: 'Safari', platform: 'iPhone' }, 'Safari on iPhone'],
  [headless, { browser: 'Chrome', platform: 'Linux', headless: true }, 'Chrome without a window on Linux'],
  ['curl/8.5.0', { browser: 'curl' }, 'curl'],
  ['<script>', {}, 'Unknown device'],
  [null, {}, 'Unknown device'],
])('Of the user agent %s it is known what it runs on, in facts and in English', (userAgent, facts, name) => {
  expect(JSON.parse(JSON.stringify(deviceFacts(userAgent)))).toEqual(facts)
  expect(deviceName(userAgent)).toBe(name)
})
