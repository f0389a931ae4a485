import { textsOf } from '@/lib/kernel/texts'
import en from './en.json'
import es from './es.json'
import ptBR from './pt-BR.json'

/** What emails say, in the language of their recipient. Keys begin with the template, or with what several share. */
export const mailText = textsOf({ en, 'pt-BR': ptBR, es })
