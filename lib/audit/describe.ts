import { lookup } from '@/lib/kernel/lookup'
import { sentences, type Names } from './sentences'

/** An event as it is read back, with the names its people have today. */
export interface ReadEvent {
  event: string
  outcome: string
  actorKind: string
  actorId: string | null
  actorName: string | null
  targetType: string | null
  targetId: string | null
  targetName: string | null
  data: Record<string, unknown>
  operation: string
}

const actorKinds = { user: 'A deleted user', operator: 'The operator', console: 'Console', anonymous: 'Somebody' }

const actorOf = ({ actorKind, actorName }: ReadEvent): string =>
  actorName ?? lookup(actorKinds, actorKind) ?? 'Somebody'

const targetOf = ({ event, targetType, targetName }: ReadEvent): string =>
  targetName ?? (targetType !== 'user' ? 'somebody' : event === 'user.deleted' ? 'a user' : 'a deleted user')

/** An operation explains itself to whoever does it ("Change your own name."); here it is told of somebody. */
const actionOf = ({ operation }: ReadEvent, explainOperation: (name: string) => string | undefined): string => {
  const explained = explainOperation(operation)
  if (!explained) return `do “${operation}”`
  const action = explained
    .replace(/[;:].*|\.$/, '')
    .replace(/\byourself\b/g, 'themselves')
    .replace(/\byour\b/g, 'their')
    .replace(/\byou\b/g, 'they')
  return action.charAt(0).toLowerCase() + action.slice(1)
}

/**
 * The sentence of an event, made when it is read, so that it uses today's names and tomorrow's words.
 * @param explainOperation what an operation does, for refusals
 */
export function describeEvent(event: ReadEvent, explainOperation: (name: string) => string | undefined): string {
  const sentence = lookup(sentences, event.event) as ((data: unknown, names: Names) => string) | undefined
  const actor = actorOf(event)
  if (!sentence) return `${actor}: ${event.event}.`
  const self = event.targetId !== null && event.targetId === event.actorId
  const said = sentence(event.data, {
    actor,
    target: self ? 'themselves' : targetOf(event),
    person: event.targetType === 'user',
    self,
    action: actionOf(event, explainOperation),
  })
  const { times } = event.data
  return typeof times === 'number' && times > 1 ? said.replace(/\.$/, ` (${times} times).`) : said
}
