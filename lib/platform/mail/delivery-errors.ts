import { lookup } from '@/lib/kernel/lookup'

/** What a failed try is to the company, and to whoever runs the installation. */
interface TryThatFailed {
  /** The mail server's own answer about this mail, else a plain sentence: nothing of our machine and its network. */
  words: string
  /** All that is known, for the log. */
  detail: string
  permanent: boolean
}

interface TransportError {
  response?: string
  responseCode?: number
  code?: string
  command?: string
  message?: string
}

const MOST = 300

const unreachable = [
  'ECONNECTION',
  'ESOCKET',
  'EDNS',
  'EPROTOCOL',
  'EPROXY',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
]

/** By nodemailer's code. What the system says beside it names addresses and files of ours. */
const explanations: Record<string, string> = {
  ETIMEDOUT: 'The mail server did not answer in time.',
  EAUTH: "The mail server rejected Console's username or password.",
  ENOAUTH: "The mail server rejected Console's username or password.",
  EOAUTH2: "The mail server rejected Console's username or password.",
  ETLS: 'Console could not make a secure connection to the mail server.',
  EENVELOPE: 'The mail server did not accept the sender or the recipient.',
  EMESSAGE: 'The mail server did not accept the email.',
  ...Object.fromEntries(unreachable.map(code => [code, 'The mail server could not be reached.'])),
  ESTREAM: 'The email could not be sent to the mail server.',
}

const OTHERWISE = 'The email could not be written or sent.'

/** To these of our commands the answer is about the recipient and the mail; to others about ourselves [RFC 5321 section 4.1.1]. */
const aboutTheMail = /^(RCPT TO|DATA)/

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, MOST)

export function describeDeliveryError(error: unknown): TryThatFailed {
  const { response, responseCode, code = '', command = '', message } = error as TransportError
  const own = response !== undefined && ['EENVELOPE', 'EMESSAGE'].includes(code) && aboutTheMail.test(command)
  return {
    words: own ? inOneLine(response) : (lookup(explanations, code) ?? OTHERWISE),
    detail: inOneLine(response ?? [code, message].filter(Boolean).join(': ')),
    // 5xx about this recipient or this mail is final [RFC 5321 section 4.2.1]; about ourselves (535, no login) it is not.
    permanent: code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500,
  }
}

/** Whether words are an answer of the server, which begins with its number, and are to be quoted. */
export const isSmtpResponse = (words: string): boolean => /^[2-5]\d\d\b/.test(words)
