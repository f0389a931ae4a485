import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/lib/chromium.mjs'

// Found once; the workers read this file again and inherit the answer.
process.env.CHROMIUM_PATH ??= findChromium()

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  // A machine with two processors and other work needs ten seconds for a sign-in at times.
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  reporter: 'list',
  globalSetup: './scripts/lib/e2e-server.ts',
  use: {
    // Set by the global setup, before the workers start and read this file.
    ...(process.env.E2E_BASE_URL && { baseURL: process.env.E2E_BASE_URL }),
    browserName: 'chromium',
    headless: true,
    // Times are written by the browser's clock.
    timezoneId: 'UTC',
    // What moves is not clicked: until it rests the tool scrolls about, and what is anchored follows a frame later.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace doubles the work of the browser, and is of use to who looks at it: `npm test -- --only e2e WHICH --trace on`.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      // Chromium's sandbox refuses root, and /dev/shm is small in containers.
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
    },
  },
})
