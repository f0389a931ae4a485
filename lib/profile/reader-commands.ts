import { timeZonesIn } from '@/db/repositories/time-zones'
import { noOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { chooseTimeZoneInput } from './input'
import './events'

export const chooseTimeZone = command({
  name: 'profile.chooseTimeZone',
  permission: null,
  because: 'It changes nothing but the own account.',
  explain: 'Choose your time zone.',
  input: chooseTimeZoneInput,
  output: noOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run({ scope, actor, record }, { timeZone }) {
    const before = await timeZonesIn(scope).chosenForUpdate(actor.userId)
    await timeZonesIn(scope).choose(actor.userId, timeZone)
    record(
      'profile.time_zone_chosen',
      { timeZone: { from: before ?? undefined, to: timeZone ?? undefined } },
      { target: { type: 'user', id: actor.userId } },
    )
  },
})
