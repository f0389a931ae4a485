import { jsonList, together } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { query } from '../operation/define'
import { viewMailInput } from './input'
import { mailIsOn, senderAddress } from './transport'

const PAGE = 25

const instants = ['createdAt', 'nextAttemptAt', 'settledAt'] as const

export const viewMail = query({
  name: 'mail.view',
  permission: 'settings:read',
  explain: 'See whether mail goes out, and what became of the mails that were sent.',
  input: viewMailInput,
  async run({ scope, actor, record }, { state, cursor: marker }) {
    const cursor = decodeCursor(marker)
    const mails = mailMessagesIn(scope)
    const { found, counts, trouble, waiting, test } = await together(scope.tx, {
      found: jsonList(mails.list({ states: state && [state] }, cursor, PAGE), [...instants]),
      counts: jsonList(mails.counts()),
      trouble: jsonList(mails.lastDelayed(), [...instants]),
      waiting: jsonList(mails.longestQueued(), [...instants]),
      test: jsonList(mails.lastTestTo(actor.userId), [...instants]),
    })
    const { rows, ...neighbours } = pageOf(found, PAGE, cursor, mail => mail.createdAt.toISOString())
    record('mail.viewed', { filters: state ? { state } : {}, shown: rows.length })
    return {
      mailIsOn: mailIsOn(),
      sender: senderAddress(),
      mails: rows,
      counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
      trouble: trouble[0],
      waiting: waiting[0],
      test: test[0],
      ...neighbours,
    }
  },
})
