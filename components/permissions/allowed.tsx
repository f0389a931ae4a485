import { createElement } from 'react'
import { TextLink } from '@/components/ui/link'

/** What wildcards allow is what all others allow once more; their pages have it. */
const FEW = 10

interface AllowedProps {
  sentences: string[]
  /** The page of the permission, which has them too. */
  href: string
}

/** What a permission lets people do in Console, sentence by sentence, on demand. Belongs beside a DetailsLoader. */
export function Allowed({ sentences, href }: AllowedProps) {
  return (
    <details className="allowed">
      <summary>{sentences.length === 1 ? 'What it allows' : `What it allows (${sentences.length})`}</summary>
      {sentences.length > FEW ? (
        <TextLink href={href}>Everything it allows</TextLink>
      ) : (
        <AllowedList sentences={sentences} />
      )}
    </details>
  )
}

/** Spread, because as a list each sentence would need a key, and be sent once more. */
export const AllowedList = ({ sentences }: { sentences: string[] }) =>
  createElement('ul', { className: 'sentences' }, ...sentences.map(sentence => createElement('li', null, sentence)))
