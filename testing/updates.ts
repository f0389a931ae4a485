import type { AnyOperation } from '@/lib/operation/define'
import { execute } from '@/lib/operation/run'
import { operations } from '@/lib/registry'
import { signedIn } from './run-as'
import { makeWorld, ownSamples, SAMPLE_PASSWORD, samples, type World } from './samples'

type Input = Record<string, unknown>

/** Every operation that writes something anew, found by its name: nobody has to remember to list one. */
export const updates = operations.filter(
  ({ kind, name }) => kind === 'command' && /\.(update|rename|change\w*)$/.test(name),
)

/** What an operation is first called with, where its sample does not give a value to every field. */
const settled: Record<string, Input> = {
  'security.change': {
    secondFactor: { required: false, graceDays: 7 },
    trustedDevices: true,
    signIn: { password: true, emailCode: true, passkey: true },
    password: { preset: 'standard' },
    sessions: { idleMinutes: 30, absoluteHours: 8 },
    networks: '',
    trial: false,
  },
}

/** A company in which an administrator calls an update with a sample of their own. */
export async function worldOfUpdate(name: string) {
  const world: World = await makeWorld()
  const user = await world.company.user({ groups: [world.company.administrators], password: SAMPLE_PASSWORD })
  const session = await world.company.session(user)
  const { caller } = await signedIn(world.company, user)
  /** From no page, which would know the slug of the company as it was. */
  const does = (operation: AnyOperation, input: Input) => execute(operation, { ...caller, slug: undefined }, input)
  const sample = ownSamples[name]
    ? await ownSamples[name](world, { id: user.id, sessionId: session.id })
    : await samples[name]!(world)
  return { world, user, caller, does, sample: { ...sample, ...settled[name] } as Input }
}
