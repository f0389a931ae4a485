import { z } from 'zod'
import { deviceName } from '@/lib/kernel/device-name'
import { liveSessionOutput } from '@/lib/kernel/outputs'

const { shape } = liveSessionOutput

/** A session as a row of a file; what its person is shown of it, and no more. */
export const exportedSession = z.object({
  device: z.string().meta({ title: 'Device' }),
  ip: shape.ip.meta({ title: 'IP address' }),
  createdAt: shape.createdAt.meta({ title: 'Signed in' }),
  method: shape.method.meta({ title: 'Signed in with' }),
  secondFactorAt: shape.secondFactorAt.meta({ title: 'Two-factor authentication completed' }),
  lastSeenAt: shape.lastSeenAt.meta({ title: 'Last seen' }),
  userAgent: shape.userAgent.meta({ title: 'Browser' }),
  id: shape.id.meta({ title: 'ID' }),
})

/** Of what a list of sessions has. */
export const exportSessionRow = (session: z.output<typeof liveSessionOutput>): z.output<typeof exportedSession> => ({
  ...session,
  device: deviceName(session.userAgent),
})
