import { z } from 'zod'
import { networkOf } from '@/lib/kernel/allowed-networks'
import { versionField } from '@/lib/kernel/fields'
import { passwordSection, secondFactorSection, sessionsSection, signInSection } from './sections'

const MAX_NETWORKS = 100

/** One network a line; each line that is none is named. */
const networkLines = z
  .union([z.string().max(20_000), z.array(z.string().max(100)).max(1000)], { error: 'Enter one network per line.' })
  .transform((given, context): string[] => {
    const lines = typeof given === 'string' ? given.split(/\r\n|\n|\r/) : given
    const networks = new Set<string>()
    const wrong: string[] = []
    lines.forEach((line, index) => {
      if (!line.trim()) return
      const network = networkOf(line)
      if (network) networks.add(network)
      else wrong.push(`line ${index + 1} (“${line.trim().slice(0, 45)}”)`)
    })
    if (wrong.length) {
      const named = wrong.length > 5 ? `${wrong.slice(0, 5).join(', ')} and ${wrong.length - 5} more` : wrong.join(', ')
      const none = wrong.length === 1 ? 'is not a network' : 'are not networks'
      context.addIssue({
        code: 'custom',
        message: `${named.charAt(0).toUpperCase()}${named.slice(1)} ${none} such as 203.0.113.0/24 or 2001:db8::/32.`,
      })
    } else if (networks.size > MAX_NETWORKS) {
      context.addIssue({ code: 'custom', message: `At most ${MAX_NETWORKS} networks can be allowed.` })
    }
    return [...networks]
  })

/** Any part of the settings; what is left out stays as it is. */
export const proposedSecurity = z.object({
  secondFactor: secondFactorSection.optional(),
  trustedDevices: z.boolean().optional(),
  signIn: signInSection.optional(),
  password: passwordSection.optional(),
  sessions: sessionsSection.optional(),
  networks: networkLines.optional(),
})
export type ProposedSecurity = z.output<typeof proposedSecurity>

/** The version is that of all parts together. */
export const previewSecurityInput = proposedSecurity.extend({ version: versionField })

export const changeSecurityInput = previewSecurityInput.extend({
  /** Where the change could lock people out: take it back after a while unless somebody keeps it. */
  trial: z.boolean().default(true),
})

/** An address, or a network such as 203.0.113.0/24, as the page shows it. */
export const liftAddressInput = z.object({ address: z.string().max(100) })
