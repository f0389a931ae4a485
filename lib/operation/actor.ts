import type { SignedInPerson } from '@/db/repositories/actors'

/** Who acts, and by what way: a person with a live session, with everything they may do at this moment. */
export type Actor = SignedInPerson
