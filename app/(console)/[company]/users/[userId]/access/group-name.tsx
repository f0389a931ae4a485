import { TextLink } from '@/components/ui/link'

interface GroupNameProps {
  id: string
  name: string
  href: ((groupId: string) => string) | undefined
}

/** A link for who may open groups. */
export const GroupName = ({ id, name, href }: GroupNameProps) =>
  href ? <TextLink href={href(id)}>{name}</TextLink> : <b className="font-medium text-ink">{name}</b>
