import { textsOf } from '@/lib/kernel/texts'
import en from './texts/en.json'
import es from './texts/es.json'
import ptBR from './texts/pt-BR.json'

/** What emails say, in the language of their recipient. Keys begin with the template, or with what several share. */
export const mailText = textsOf({ en, 'pt-BR': ptBR, es })
