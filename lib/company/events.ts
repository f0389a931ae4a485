import { z } from 'zod'
import { languageName } from '@/lib/kernel/language'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

export const companyEvents = defineEvents({
  'company.created': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ name: z.string(), slug: z.string() }),
    targets: ['company'],
    sentence: ({ name }, { quote }) => ({ name: quote(name) }),
  }),
  'company.renamed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ from: z.string(), to: z.string() }),
    targets: ['company'],
    sentence: ({ from, to }, { quote }) => ({ from: quote(from), to: quote(to), changed: from !== to }),
  }),
  'company.slug_changed': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ from: z.string(), to: z.string() }),
    targets: ['company'],
  }),
  /** `because`: what its people are told. */
  'company.suspended': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ because: z.string().optional() }),
    targets: ['company'],
    sentence: ({ because }, { quote }) => ({ because: because && quote(because.replace(/\.$/, '')) }),
  }),
  'company.resumed': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ since: z.string() }),
    targets: ['company'],
    sentence: ({ since }, { date }) => ({ since: date(since) }),
  }),
  'company.invitation_days_changed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ days: z.strictObject({ from: z.number(), to: z.number() }) }),
    targets: ['company'],
    sentence: ({ days }) => ({ ...days, changed: days.from !== days.to }),
  }),
  'company.time_zone_changed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ from: z.string(), to: z.string() }),
    targets: ['company'],
    sentence: ({ from, to }) => ({ from, to, changed: from !== to }),
  }),
  'company.language_changed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ from: z.string(), to: z.string() }),
    targets: ['company'],
    sentence: ({ from, to }) => ({ from: languageName(from), to: languageName(to), changed: from !== to }),
  }),
  'company.color_changed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({
      accentColor: z.strictObject({ from: z.string().optional(), to: z.string().optional() }),
    }),
    targets: ['company'],
    sentence: ({ accentColor: { from, to } }) => ({
      from,
      to,
      has_from: from !== undefined,
      has_to: to !== undefined,
      changed: from !== to,
    }),
  }),
  /** Of what was drawn of the file, in pixels. */
  'company.logo_changed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ first: z.boolean(), width: z.number(), height: z.number() }),
    targets: ['company'],
  }),
  'company.logo_removed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: noFacts,
    targets: ['company'],
  }),
  'settings.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['company'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof companyEvents> {}
}
