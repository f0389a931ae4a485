import { createElement } from 'react'

/** What a permission lets people do in Console, sentence by sentence, on demand. */
export function Allowed({ sentences }: { sentences: string[] }) {
  return (
    <details className="allowed">
      <summary>{sentences.length === 1 ? 'What it allows' : `What it allows (${sentences.length})`}</summary>
      <AllowedList sentences={sentences} />
    </details>
  )
}

/** Spread, because as a list each sentence would need a key, and be sent once more. */
export const AllowedList = ({ sentences }: { sentences: string[] }) =>
  createElement('ul', { className: 'sentences' }, ...sentences.map(sentence => createElement('li', null, sentence)))
