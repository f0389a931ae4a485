import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readEnv, settingNames } from '../lib/kernel/env'

interface Service {
  image?: string
  build?: string | { context: string }
  environment?: Record<string, string>
}

const compose = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as {
  'x-console': Record<string, string>
  services: Record<string, Service>
}
const passed = compose['x-console']

/** What the image decides, not whoever starts it: see the Dockerfile. */
const ofTheImage = ['NODE_ENV', 'HOST', 'PORT', 'CONSOLE_DATA_DIR']

/** What Compose makes of a value when .env has these settings and no others. */
function interpolated(value: string, settings: Record<string, string> = {}): string {
  const inner = /\$\{(\w+)(?::([-?])([^${}]*))?\}/
  let text = value
  for (let found = inner.exec(text); found; found = inner.exec(text)) {
    const [whole, name = '', kind, rest = ''] = found
    const given = settings[name]
    if (!given && kind === '?') throw new Error(rest)
    text = text.replace(whole, () => given || rest)
  }
  return text
}

const secrets = Object.fromEntries(
  ['AUTH_SECRET', 'PASSWORD_PEPPER', 'ENCRYPTION_KEY', 'POSTGRES_PASSWORD'].map(name => [name, name.repeat(4)]),
)

test('compose.yaml passes every setting through, and no other', () => {
  expect(Object.keys(passed).toSorted()).toEqual(settingNames.filter(name => !ofTheImage.includes(name)).toSorted())
  const dockerfile = readFileSync('Dockerfile', 'utf8')
  for (const name of ofTheImage) expect(dockerfile).toMatch(new RegExp(`^ENV .*\\b${name}=`, 'm'))
})

test('what stands in .env arrives in the container', () => {
  for (const [name, value] of Object.entries(passed)) {
    expect(interpolated(value, { ...secrets, [name]: 'from the file' })).toBe('from the file')
  }
})

test('without more than the secrets the configuration is good, and has the defaults of a start without containers', () => {
  const settings = Object.fromEntries(
    Object.entries(passed).map(([name, value]) => [name, interpolated(value, secrets)]),
  )
  const { DATABASE_URL, SMTP_URL, AUTH_SECRET, PASSWORD_PEPPER, ENCRYPTION_KEY, ...rest } = readEnv(settings)
  expect({ DATABASE_URL, SMTP_URL }).toEqual({
    DATABASE_URL: `postgresql://console_admin:${secrets.POSTGRES_PASSWORD}@database:5432/console`,
    SMTP_URL: 'smtp://mail:1025',
  })
  expect({ AUTH_SECRET, PASSWORD_PEPPER, ENCRYPTION_KEY, POSTGRES_PASSWORD: secrets.POSTGRES_PASSWORD }).toEqual(
    secrets,
  )
  expect(rest).toEqual(readEnv({}))
})

test('a secret that is missing is named, and nothing starts', () => {
  expect(() => interpolated(passed.AUTH_SECRET!)).toThrow('Set AUTH_SECRET in .env')
  expect(() => interpolated(passed.DATABASE_URL!)).toThrow('Set POSTGRES_PASSWORD in .env')
})

test('everything that runs Console gets the settings, and every image is a version and not whatever is newest', () => {
  const services = Object.values(compose.services)
  const ours = services.filter(({ build }) => build)
  expect(ours.map(({ environment }) => environment)).toEqual(ours.map(() => passed))
  for (const { image } of services.filter(({ build }) => !build)) expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?$/)
  const bases = [...readFileSync('Dockerfile', 'utf8').matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)
  expect(bases).toHaveLength(2)
  for (const base of bases) expect(base).toMatch(/^node:\d+\.\d+\.\d+-/)
})
