import { mkdirSync } from 'node:fs'
import { chromium, type Page } from 'playwright'
import { DEMO_PASSWORD } from '../lib/kernel/demo'
import { env } from '../lib/kernel/env'
import { findChromium } from './lib/chromium.mjs'

/**
 * The pictures of the README, from the demo as it stands. With Console running:
 * npx tsx scripts/screenshots.ts
 */
const folder = 'docs/images'
const base = `${env().APP_URL}/acme-corp`
mkdirSync(folder, { recursive: true })

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})

const open = async (colorScheme: 'light' | 'dark'): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme })
  await page.goto(`${base}/login`)
  await page.getByLabel('Email').fill('alice@acme.example')
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(base)
  return page
}

const shoot = async (page: Page, path: string, name: string): Promise<void> => {
  await page.goto(base + path)
  await page.screenshot({ path: `${folder}/${name}.png` })
}

const page = await open('light')
await shoot(page, '', 'dashboard')
await shoot(page, '/users', 'users')
await page.getByRole('link', { name: 'Bob Fischer' }).click()
await page.getByRole('heading', { level: 1, name: 'Bob Fischer' }).waitFor()
await page.screenshot({ path: `${folder}/user.png` })
await page.goto(`${base}/groups`)
await page.getByRole('link', { name: 'Developers' }).click()
await page.getByRole('heading', { level: 1, name: 'Developers' }).waitFor()
await shoot(page, `/groups/${new URL(page.url()).pathname.split('/').at(-1)}/permissions`, 'group-permissions')
await shoot(await open('dark'), '/audit-log?kind=change', 'audit-log-dark')
await browser.close()
