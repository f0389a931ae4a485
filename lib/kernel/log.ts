import pino from 'pino'
import { env } from './env'
import { withoutParameters } from './without-parameters'

/** The diagnostic log: for operators, never for proof (that is the audit log). Its failure stops nothing. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: withoutParameters },
  redact: ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie'],
})
