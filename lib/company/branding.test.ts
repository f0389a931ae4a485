import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { brandingToken } from '@/lib/kernel/branding-token'
import { executePublic } from '@/lib/operation/run'
import { makeCompany } from '@/testing/factories'
import { refusal, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { changeAccentColor, uploadLogo, removeLogo, viewBranding, viewLogo } from './branding'

const picture = (color: string) =>
  sharp({ create: { width: 60, height: 20, channels: 3, background: color } })
    .png()
    .toBuffer()

const file = (bytes: Uint8Array | Promise<Uint8Array>) => ({ content: async () => bytes })

async function acme() {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const known = { company: company.slug, token: brandingToken(company.id) }
  return {
    company,
    ada,
    known,
    branding: (input: Partial<typeof known> = {}) => executePublic(viewBranding, request(), { ...known, ...input }),
    logo: (input: Partial<typeof known> = {}) => executePublic(viewLogo, request(), { ...known, ...input }),
  }
}

describe('A company’s color and logo', () => {
  test('are what a browser is told that knows the company, and go again', async () => {
    const { ada, branding, logo, company } = await acme()
    const plain = { name: company.name, accentColor: null, logoDigest: null }
    expect([await branding(), await logo()]).toEqual([plain, undefined])
    await ada.does(changeAccentColor, { accentColor: ' 28E ' })
    const { logoDigest } = await ada.does(uploadLogo, file(picture('red')))
    expect(await branding()).toEqual({ ...plain, accentColor: '#2288ee', logoDigest })
    const shown = await logo()
    expect(shown).toMatchObject({ logoDigest })
    expect(await sharp(Buffer.from(shown!.png, 'base64')).metadata()).toMatchObject({ format: 'png', width: 60 })
    const { logoDigest: next } = await ada.does(uploadLogo, file(picture('blue')))
    expect([next === logoDigest, (await logo())?.logoDigest]).toEqual([false, next])
    await ada.does(changeAccentColor, { accentColor: '' })
    await ada.does(removeLogo)
    expect([await branding(), await logo()]).toEqual([plain, undefined])
    expect((await auditTrail(company.id)).map(({ event }) => event)).toEqual(
      expect.arrayContaining(['company.color_changed', 'company.logo_changed', 'company.logo_removed']),
    )
  })

  test('are told to nobody else: neither by another company’s token, nor by a guess, nor at a slug that leads nowhere', async () => {
    const [one, other] = [await acme(), await acme()]
    await one.ada.does(uploadLogo, file(picture('red')))
    const tokens = [other.known.token, '', 'x'.repeat(22), one.known.token.slice(1), `${one.known.token}x`]
    for (const token of tokens)
      expect([await one.branding({ token }), await one.logo({ token })]).toEqual([undefined, undefined])
    expect(await one.branding({ company: 'never-was-there' })).toBeUndefined()
    expect(await other.logo({ company: one.company.slug })).toBeUndefined()
    expect(await one.logo()).toBeDefined()
  })

  test('are changed by who may change settings only', async () => {
    const { company, ada } = await acme()
    const readers = await company.group({ name: 'Readers', grants: ['settings:read'] })
    const bob = await signedIn(company, await company.user({ groups: [readers] }))
    await ada.does(uploadLogo, file(picture('red')))
    const before = await snapshot(company.id)
    let read = false
    const spied = {
      content: async () => {
        read = true
        return picture('blue')
      },
    }
    const refused = [
      await refusal(bob.does(changeAccentColor, { accentColor: '#ffffff' })),
      await refusal(bob.does(uploadLogo, spied)),
      await refusal(bob.does(removeLogo)),
    ]
    expect(refused.map(({ code }) => code)).toEqual(['forbidden', 'forbidden', 'forbidden'])
    expect([read, await snapshot(company.id)]).toEqual([false, before])
    await ada.does(removeLogo)
  })

  test('stay as they are where what was sent is none', async () => {
    const { company, ada } = await acme()
    await ada.does(changeAccentColor, { accentColor: '#123456' })
    await ada.does(uploadLogo, file(picture('red')))
    const before = await snapshot(company.id)
    for (const accentColor of ['red', '#12', 'url(#a)', '"><script>'])
      expect((await refusal(ada.does(changeAccentColor, { accentColor }))).fields).toHaveProperty('accentColor')
    expect((await refusal(ada.does(uploadLogo, file(Buffer.from('GIF89a'))))).fields).toHaveProperty('file')
    expect(await snapshot(company.id)).toEqual(before)
    await ada.does(removeLogo)
    expect((await refusal(ada.does(removeLogo))).code).toBe('wrong_status')
  })
})
