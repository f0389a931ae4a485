import type { z } from 'zod'
import type { sendInvitationsOutput } from './output'

/** An address that was not invited because somebody has it: what they are, and where the right act begins. */
export type AddressConflict = z.output<typeof sendInvitationsOutput>['taken'][number]
