import type { PrincipalWay } from '@/db/schema'
import type { Actor } from './actor'

/** Who did something, and by what way: what an event says of them. */
export type Principal = { via: PrincipalWay } & (
  | { kind: 'user'; id: string; via: Actor['via'] | 'public' }
  | { kind: 'anonymous'; via: 'public' }
  | { kind: 'operator'; via: 'operator' }
  | { kind: 'console'; via: 'system' }
)

/** Whoever has the command line of this installation. */
export const OPERATOR: Principal = { kind: 'operator', via: 'operator' }

/** Console by itself, because a time has come. */
export const CONSOLE: Principal = { kind: 'console', via: 'system' }

export const principalOf = ({ userId, via }: Pick<Actor, 'userId' | 'via'>): Principal => ({
  kind: 'user',
  id: userId,
  via,
})

/** Of a request before signing in: of this person, where that is known by now. */
export const publicPrincipal = (userId?: string | null): Principal =>
  userId ? { kind: 'user', id: userId, via: 'public' } : { kind: 'anonymous', via: 'public' }
