import { createHash } from 'node:crypto'
import { z } from 'zod'
import { brandingIn } from '@/db/repositories/branding'
import { companiesIn } from '@/db/repositories/companies'
import { isBrandingToken } from '@/lib/kernel/branding-token'
import { AppError } from '@/lib/kernel/errors'
import { noOutput, versionOutput } from '@/lib/kernel/outputs'
import { command, publicCommand } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { brandingInput, changeAccentColorInput, uploadLogoInput } from './input'
import { drawLogo } from './logo'
import { uploadLogoOutput, viewBrandingOutput, viewLogoOutput } from './output'
import './events'

const target = (companyId: string) => ({ target: { type: 'company', id: companyId } as const })

/** So many letters of the digest tell logos apart. */
const DIGEST_LENGTH = 16

export const changeAccentColor = command({
  name: 'company.changeAccentColor',
  permission: 'settings:update',
  explain: "Change the company's color, or go back to Console's.",
  input: changeAccentColorInput,
  output: versionOutput,
  internal: 'It belongs to the page of settings.',
  versioned: ({ version }) => version,
  async run({ scope, actor, record }, { accentColor, version }) {
    const companies = companiesIn(scope)
    const before = await companies.findForUpdate()
    const made = await companies.changeAccentColor(accentColor, editBy({ actor }, version))
    const present = { accentColor: before.accentColor ?? '' }
    const changed = fieldsMeanwhile(present, { accentColor: accentColor ?? '' })
    const now = await requireHit({ scope, actor }, made, before, changed)
    const change = { from: before.accentColor ?? undefined, to: accentColor ?? undefined }
    record('company.color_changed', { accentColor: change }, target(scope.companyId))
    return { version: now }
  },
})

export const uploadLogo = command({
  name: 'company.uploadLogo',
  permission: 'settings:update',
  explain: "Upload the company's logo, in place of the one that is there.",
  input: uploadLogoInput,
  output: uploadLogoOutput,
  internal: 'It belongs to the page of settings.',
  prepare: async (_, { content }) => drawLogo(await content()),
  async run({ scope, record }, _, { png, width, height }) {
    const logoDigest = createHash('sha256').update(png).digest('base64url').slice(0, DIGEST_LENGTH)
    const { logoDigest: before } = await companiesIn(scope).findForUpdate()
    await brandingIn(scope).setLogo({ png: png.toString('base64'), width, height }, logoDigest)
    record('company.logo_changed', { first: before === null, width, height }, target(scope.companyId))
    return { logoDigest, width, height }
  },
})

export const removeLogo = command({
  name: 'company.removeLogo',
  permission: 'settings:update',
  explain: "Remove the company's logo.",
  input: z.object({}),
  output: noOutput,
  internal: 'It belongs to the page of settings.',
  async run({ scope, record }) {
    const { logoDigest } = await companiesIn(scope).findForUpdate()
    if (!logoDigest) throw new AppError('wrong_status', 'There is no logo to remove.')
    await brandingIn(scope).removeLogo()
    record('company.logo_removed', {}, target(scope.companyId))
  },
})

/**
 * What a company looks like, for a browser that knows it by its token; undefined for everybody else and for companies that are none. Not
 * in the log: it tells what its browser was told before.
 */
export const viewBranding = publicCommand({
  name: 'company.viewBranding',
  explain: "See the company's name, color and logo.",
  answersAnybody: true,
  input: brandingInput,
  output: viewBrandingOutput,
  run: ({ transaction }, { token }) =>
    transaction(async ({ scope }) => (isBrandingToken(token, scope.companyId) ? brandingIn(scope).find() : undefined)),
})

/** The logo itself, likewise; also undefined where there is none. */
export const viewLogo = publicCommand({
  name: 'company.viewLogo',
  explain: "See the company's logo.",
  answersAnybody: true,
  input: brandingInput,
  output: viewLogoOutput,
  run: ({ transaction }, { token }) =>
    transaction(async ({ scope }) => {
      if (!isBrandingToken(token, scope.companyId)) return undefined
      const logo = await brandingIn(scope).logo()
      const company = logo && (await brandingIn(scope).find())
      return company?.logoDigest ? { png: logo!.png, logoDigest: company.logoDigest } : undefined
    }),
})
