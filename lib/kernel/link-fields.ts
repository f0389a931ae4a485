import { z } from 'zod'

/** The token of a mailed link. Any text: garbage is a link that is not good, not a different kind of error. */
export const linkTokenField = z.string().max(500).catch('')

/** The company's slug in a mailed link. Whoever mistypes it has a link that is not good, too. */
export const linkCompanyField = z.string().max(100).catch('')

/** What opens the page behind a mailed link. */
export const linkInput = z.object({ company: linkCompanyField, token: linkTokenField })
