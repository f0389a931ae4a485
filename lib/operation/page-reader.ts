import { AppError } from '@/lib/kernel/errors'
import type { SessionActor } from './actor'

/** The page belongs to another company than the session: thrown before anything is read or written. */
export class OtherCompanyError extends AppError {
  /** The slug of the session's company, when the page's slug is a former one of it. */
  readonly currentSlug: string | undefined
  /** What the browser is signed in to. */
  readonly signedIn: { slug: string; name: string }

  constructor(actor: SessionActor, currentSlug?: string) {
    super(
      currentSlug ? 'address_changed' : 'other_company',
      currentSlug
        ? `The address of ${actor.company.name} has changed since this page was opened, so nothing was changed. Reload the page and try again.`
        : `This page belongs to another company. You are now signed in to ${actor.company.name}, so nothing was changed.`,
    )
    this.currentSlug = currentSlug
    this.signedIn = { slug: actor.company.slug, name: actor.company.name }
  }
}

/** Somebody else has signed in since the page was drawn: thrown before anything is read or written. */
const otherUser = (name: string | undefined) =>
  new AppError(
    'other_user',
    name === undefined
      ? 'Somebody else has signed in since this page was opened, so nothing was changed. Reload the page to continue.'
      : `You are now signed in as ${name}, so nothing was changed. Reload the page to continue as ${name}.`,
  )

/** What a page says of itself: the slug in its address, and whom it was drawn for (the id of the user). Either may be unsaid. */
interface CallingPage {
  slug?: string
  reader?: string
}

/**
 * Whoever is signed in now must be whom the page was drawn for: what one person entered is not sent as another.
 * @param isProved whether the session has proved enough to be told whose it is
 * @throws OtherCompanyError, AppError `other_user`
 */
export function requireReader(actor: SessionActor, { slug, reader }: CallingPage, isProved: () => boolean): void {
  if (slug !== undefined && slug !== actor.company.slug) throw new OtherCompanyError(actor)
  if (reader !== undefined && reader !== actor.userId) throw otherUser(isProved() ? actor.name : undefined)
}
