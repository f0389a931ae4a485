import { jsonList, batch } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { query } from '@/lib/operation/define'
import { listPreferencesFor, listPreferencesSeen } from '@/lib/operation/list-preferences'
import { mailIsOn, senderAddress } from '@/lib/platform/mail/transport'
import { queueByPriority } from './forecast'
import { viewMailInput } from './input'
import { viewMailOutput } from './output'
import './events'

const PAGE = 25

export const viewMail = query({
  name: 'mail.view',
  permission: 'settings:read',
  explain: 'See email delivery and the status of sent emails.',
  input: viewMailInput,
  output: viewMailOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { state, cursor: marker, limit = PAGE }) {
    const cursor = decodeCursor(marker)
    const mails = mailMessagesIn(scope)
    const { found, total, places, counts, trouble, waiting, lastLeft, line, test, preferences } = await batch(
      scope.tx,
      {
        found: jsonList(mails.list({ states: state && [state] }, cursor, limit)),
        places: jsonList(mails.placesOn({ states: state && [state] }, cursor, limit)),
        total: mails.total({ states: state && [state] }),
        counts: jsonList(mails.counts()),
        lastLeft: jsonList(mails.lastLeft()),
        line: jsonList(mails.line()),
        trouble: jsonList(mails.lastDelayed()),
        waiting: jsonList(mails.longestQueued()),
        test: jsonList(mails.lastTestTo(actor.userId)),
        preferences: listPreferencesFor(scope, actor.userId, 'mail'),
      },
    )
    const { rows, ...neighbours } = pageOf(found, limit, cursor, mail => mail.createdAt.toISOString())
    const placeOf = new Map(places.map(({ id, ahead }) => [id, ahead]))
    record('mail.viewed', { filters: state ? { state } : {}, shown: rows.length })
    return {
      mailIsOn: mailIsOn(),
      sender: senderAddress(),
      mails: rows.map(mail => ({ ...mail, ahead: placeOf.get(mail.id) })),
      /** What goes first stands first. */
      line: queueByPriority(line),
      /** The last mail that left, or was given up. */
      lastLeftAt: lastLeft[0]?.settledAt ?? undefined,
      counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
      trouble: trouble[0],
      waiting: waiting[0],
      test: test[0],
      ...listPreferencesSeen('mail', preferences),
      ...neighbours,
      total,
    }
  },
})
