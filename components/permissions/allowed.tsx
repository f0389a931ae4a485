import { Icon } from '@/components/ui/icon'
import { chevronRight } from '@/components/ui/icons'

/** What a permission lets people do in Console, sentence by sentence, on demand. */
export function Allowed({ sentences }: { sentences: string[] }) {
  return (
    <details className="group/allowed mt-1">
      <summary className="inline-flex list-none items-center gap-1 rounded-sm py-0.5 text-[0.8125rem] text-muted hover:text-ink pointer-coarse:min-h-10 [&::-webkit-details-marker]:hidden">
        <Icon of={chevronRight} className="size-3.5 transition-transform group-open/allowed:rotate-90" />
        {sentences.length === 1 ? 'What it allows' : `What it allows (${sentences.length})`}
      </summary>
      <AllowedList sentences={sentences} />
    </details>
  )
}

export function AllowedList({ sentences }: { sentences: string[] }) {
  return (
    <ul className="mt-1 flex list-disc flex-col gap-1 ps-5 text-muted marker:text-control">
      {sentences.map(sentence => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
