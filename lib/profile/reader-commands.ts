import { readersIn } from '@/db/repositories/readers'
import { noOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { chooseLanguageInput, chooseTimeZoneInput } from './input'
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
    const before = await readersIn(scope).chosenForUpdate(actor.userId)
    await readersIn(scope).choose(actor.userId, { timeZone })
    record(
      'profile.time_zone_chosen',
      { timeZone: { from: before.timeZone ?? undefined, to: timeZone ?? undefined } },
      { target: { type: 'user', id: actor.userId } },
    )
  },
})

export const chooseLanguage = command({
  name: 'profile.chooseLanguage',
  permission: null,
  because: 'It changes nothing but the own account.',
  explain: 'Choose your language.',
  input: chooseLanguageInput,
  output: noOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run({ scope, actor, record }, { language }) {
    const before = await readersIn(scope).chosenForUpdate(actor.userId)
    await readersIn(scope).choose(actor.userId, { language })
    record(
      'profile.language_chosen',
      { language: { from: before.language ?? undefined, to: language ?? undefined } },
      { target: { type: 'user', id: actor.userId } },
    )
  },
})
