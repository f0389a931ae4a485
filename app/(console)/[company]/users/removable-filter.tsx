import { Icon } from '@/components/ui/icon'
import { x } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'

/** A filter that has no control of its own, because another page led here with it. */
export function RemovableFilter({ label, href }: { label: string; href: string }) {
  return (
    <Link
      href={href}
      className="inline-flex items-center gap-1.5 rounded-full bg-info-soft py-1 ps-3 pe-2 text-[0.8125rem] font-medium text-info hover:underline pointer-coarse:min-h-10"
    >
      <span className="sr-only">Remove the filter: </span>
      {label}
      <Icon of={x} className="size-3.5" />
    </Link>
  )
}
