import { describe, expect, test } from 'vitest'
import { isSmtpResponse, describeDeliveryError } from './delivery-errors'

const failed = (facts: object, message = 'x') => describeDeliveryError(Object.assign(new Error(message), facts))

describe('Of a try that failed the company reads', () => {
  test('the answer of the server about the recipient or the mail, in one line', () => {
    const refused = {
      response: '550 5.1.1 <x@acme.example>\r\n No such person',
      responseCode: 550,
      code: 'EENVELOPE',
      command: 'RCPT TO',
    }
    expect(failed(refused)).toMatchObject({ words: '550 5.1.1 <x@acme.example> No such person', permanent: true })
    expect(failed({ response: '552 Too large', responseCode: 552, code: 'EMESSAGE', command: 'DATA' }).words).toBe(
      '552 Too large',
    )
    expect(isSmtpResponse(failed(refused).words)).toBe(true)
  })

  test.each([
    [
      'a file that is not there',
      { code: 'ENOENT' },
      "ENOENT: no such file or directory, open '/srv/console/mail/.x.eml'",
    ],
    ['a full disk', { code: 'ENOSPC' }, "ENOSPC: no space left on device, write '/srv/console/mail'"],
    ['nobody listening', { code: 'ESOCKET', command: 'CONN' }, 'connect ECONNREFUSED 10.0.0.5:25'],
    ['an unknown host', { code: 'EDNS', command: 'CONN' }, 'getaddrinfo ENOTFOUND relay.internal'],
    [
      'a greeting that names the relay',
      { code: 'EPROTOCOL', command: 'CONN', response: '554 relay.internal 10.0.0.5 no service' },
      'Invalid greeting',
    ],
    [
      'a sign-in that is not accepted',
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 mailer@relay.internal' },
      'Invalid login',
    ],
    [
      'a certificate of another name',
      { code: 'ESOCKET', command: 'CONN' },
      "Hostname/IP does not match certificate's altnames: Host: relay.internal",
    ],
    [
      'a sender that is not accepted',
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, response: '553 relay.internal: not owned' },
      'Mail command failed',
    ],
    [
      'something of a library',
      {},
      "Cannot read properties of undefined (reading 'x') at /srv/console/node_modules/y.js:1:2",
    ],
  ])('a plain sentence about %s, and the log has it all', (_, facts, message) => {
    const { words, detail } = failed(facts, message)
    expect(words).toMatch(/^(The mail server|The email|Console could not make a secure connection)\b[\w ']+\.$/)
    expect(isSmtpResponse(words)).toBe(false)
    expect(detail).toContain('response' in facts ? facts.response : message)
  })
})
