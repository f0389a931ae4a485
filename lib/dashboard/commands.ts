import { FIRST_STEPS } from '@/db/repositories/first-steps'
import { listPreferencesIn } from '@/db/repositories/list-preferences'
import { noOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { showFirstStepsInput } from './input'
import './events'

/** Kept among how one sees lists: who put the steps away sees none of their columns. */
export const showFirstSteps = command({
  name: 'dashboard.showFirstSteps',
  permission: null,
  because: 'It is how one sees the dashboard oneself.',
  explain: 'Hide the first steps on your dashboard, or show them again.',
  input: showFirstStepsInput,
  output: noOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run({ scope, actor, record }, { shown }) {
    const preferences = listPreferencesIn(scope)
    await preferences.hold(actor.userId, FIRST_STEPS)
    await preferences.set(actor.userId, FIRST_STEPS, { columns: shown ? null : [] })
    record(shown ? 'first_steps.shown' : 'first_steps.hidden', {}, { target: { type: 'user', id: actor.userId } })
  },
})
