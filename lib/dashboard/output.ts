import { z } from 'zod'
import { enrolmentOutput, grantedPermissionOutput, loggedEventOutput, namedOutput } from '@/lib/kernel/outputs'

/** Totals are exact to 10,000; 10,001 stands for more. Of more active people, the others are counted among so many. */
const numbers = z.object({
  people: z
    .object({
      invited: z.number(),
      active: z.number(),
      inactive: z.number(),
      neverSignedIn: z.number(),
      withoutGroup: z.number(),
    })
    .optional(),
  enrolment: enrolmentOutput.optional(),
})
export type DashboardNumbers = z.output<typeof numbers>

export const viewDashboardOutput = numbers.extend({
  waiting: z.number().optional(),
  opensSecurity: z.boolean(),
  groups: z.number().optional(),
  notable: z.array(
    z.object({ id: z.string(), name: z.string(), members: z.number(), active: z.number(), fullAccess: z.boolean() }),
  ),
  signIns: z.array(z.object({ date: z.string(), good: z.number(), bad: z.number() })).optional(),
  activity: z.array(loggedEventOutput).optional(),
  access: z.array(grantedPermissionOutput),
  ownGroups: z.array(namedOutput),
})
