import { textsOf } from '@/lib/kernel/texts'
// The attribute is asked for where nothing bundles the modules, as in the browser tests.
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import ptBR from './pt-BR.json' with { type: 'json' }

/** What emails say, in the language of their recipient. Keys begin with the template, or with what several share. */
export const mailText = textsOf({ en, 'pt-BR': ptBR, es })
