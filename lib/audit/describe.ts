import { log } from '@/lib/kernel/log'
import { lookup } from '@/lib/kernel/lookup'
import type { EventDefinition } from '@/lib/operation/event'
import { eventCatalogue } from './catalogue'
import { auditMessage, auditWord } from './messages'
import { sentenceArguments, sentenceContext } from './sentence-arguments'

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

const actorOf = ({ actorKind, actorName }: ReadEvent): string => actorName ?? auditWord('actor', actorKind)

const targetOf = ({ event, targetType, targetName }: ReadEvent): string =>
  targetName ??
  auditWord('target', targetType !== 'user' ? 'somebody' : event === 'user.deleted' ? 'being_deleted' : 'deleted')

/** An operation explains itself to whoever does it ("Change your own name."); here it is told of somebody. */
const actionOf = ({ operation }: ReadEvent, explainOperation: (name: string) => string | undefined): string => {
  const explained = explainOperation(operation)
  if (!explained) return auditWord('action', 'unknown', { operation })
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
  const definition = lookup(eventCatalogue, event.event)
  const unknown = () => auditWord('event', 'unknown', { actor: actorOf(event), event: event.event })
  if (!definition) return unknown()
  try {
    return sentenceOf(event, definition, explainOperation)
  } catch (error) {
    // Facts may be of another version. One event that cannot be read must not hide all others.
    log.warn({ err: error, event: event.event }, 'An event in the audit log has other facts than its sentence needs.')
    return unknown()
  }
}

function sentenceOf(
  event: ReadEvent,
  definition: EventDefinition,
  explainOperation: (name: string) => string | undefined,
): string {
  const actor = actorOf(event)
  const self = event.targetId !== null && event.targetId === event.actorId
  const context = sentenceContext({ self, person: event.targetType === 'user' })
  const sentence =
    auditMessage(`${event.event}.sentence`, {
      ...sentenceArguments(definition, event.data, context),
      actor,
      target: self ? auditWord('target', 'self') : targetOf(event),
      person: context.person,
      self,
      action: actionOf(event, explainOperation),
    }) ?? event.event
  const { times } = event.data
  return typeof times === 'number' && times > 1
    ? auditWord('sentence', 'repeated', { sentence: sentence.replace(/\.$/, ''), times: String(times) })
    : sentence
}
