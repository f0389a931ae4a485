import { randomUUID } from 'node:crypto'
import { listPreferencesIn } from '@/db/repositories/list-preferences'
import { AppError, invalid, notFound } from '@/lib/kernel/errors'
import { MOST_VIEWS } from '@/lib/kernel/list-columns'
import { noOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { chooseColumnsInput, deleteViewInput, saveViewInput } from './list-input'
import { saveViewOutput } from './output'
import './events'

const OWN = 'It is how one sees lists oneself.'
const AT_A_BROWSER = 'A person does it at a browser, about themselves.'

export const chooseColumns = command({
  name: 'profile.chooseColumns',
  permission: null,
  because: OWN,
  explain: 'Choose the columns of a list.',
  input: chooseColumnsInput,
  output: noOutput,
  internal: AT_A_BROWSER,
  async run({ scope, actor, record }, { list, columns = null }) {
    await listPreferencesIn(scope).hold(actor.userId, list)
    await listPreferencesIn(scope).set(actor.userId, list, { columns })
    record('profile.columns_chosen', { list, columns }, { target: { type: 'user', id: actor.userId } })
  },
})

export const saveView = command({
  name: 'profile.saveView',
  permission: null,
  because: OWN,
  explain: 'Save the current filters of a list as a view.',
  input: saveViewInput,
  output: saveViewOutput,
  internal: AT_A_BROWSER,
  async run({ scope, actor, record }, { list, viewId, name, query }) {
    const { views } = await listPreferencesIn(scope).hold(actor.userId, list)
    if (viewId && !views.some(view => view.id === viewId)) throw notFound('View')
    if (views.some(view => view.name === name && view.id !== viewId))
      throw invalid({ name: 'You already have a view with this name.' })
    if (!viewId && views.length >= MOST_VIEWS)
      throw new AppError('conflict', `You can save ${MOST_VIEWS} views per list. Delete one you no longer need.`)
    const saved = { id: viewId ?? randomUUID(), name, query }
    const others = views.filter(view => view.id !== saved.id)
    await listPreferencesIn(scope).set(actor.userId, list, { views: [...others, saved] })
    record(
      'profile.view_saved',
      { list, view: saved.id, fresh: !viewId },
      { target: { type: 'user', id: actor.userId } },
    )
    return { id: saved.id }
  },
})

export const deleteView = command({
  name: 'profile.deleteView',
  permission: null,
  because: OWN,
  explain: 'Delete one of your views.',
  input: deleteViewInput,
  output: noOutput,
  internal: AT_A_BROWSER,
  async run({ scope, actor, record }, { list, viewId }) {
    const { views } = await listPreferencesIn(scope).hold(actor.userId, list)
    const others = views.filter(view => view.id !== viewId)
    if (others.length === views.length) throw notFound('View')
    await listPreferencesIn(scope).set(actor.userId, list, { views: others })
    record('profile.view_deleted', { list, view: viewId }, { target: { type: 'user', id: actor.userId } })
  },
})
