import { Time } from '@/components/ui/time'

/** When a delayed mail is tried again; one whose time has come waits for its turn. */
export function NextTry({ at }: { at: Date }) {
  return at.getTime() > Date.now() ? <Time at={at} /> : 'as soon as possible'
}
