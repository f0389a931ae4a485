import type postgres from 'postgres'
import { canonicalAddress } from '@/lib/kernel/email-address'
import { setCompany } from './scope-settings'

/** An address from before addresses had one form, which could not be brought into it. */
export interface KeptAddress {
  id: string
  /** Whose address is another spelling of it. */
  otherId?: string | undefined
}

/** A sentence for the operator, by ids and without the address: a log outlives the person. */
export const whyAddressIsKept = (slug: string, { id, otherId }: KeptAddress): string =>
  otherId
    ? `In the company ${slug}, the users ${otherId} and ${id} have one mailbox in two spellings, which stay as they are. Delete one of the two.`
    : `In the company ${slug}, the address of user ${id} cannot be brought into the form that addresses have, and stays as it is.`

/** So many are named of each company. */
const NAMED = 20

/**
 * Looks for the addresses that stayed as they are when the others were brought into their form.
 * @param sql the administrator's connection, to a database whose keys are of this version
 * @param companies the ids of all companies
 * @returns sentences; nothing when all is well
 */
export async function inspectAddresses(sql: postgres.Sql, companies: string[]): Promise<string[]> {
  const sentences: string[] = []
  for (const company of companies) {
    const { slug, rows } = await sql.begin(async tx => {
      await tx.unsafe(setCompany(company))
      const [found] = await tx<{ slug: string }[]>`select slug from companies where id = ${company}`
      return { slug: found?.slug ?? company, rows: await suspects(tx, company) }
    })
    const kept = rows.filter(({ email, otherId }) => otherId || canonicalAddress(email) !== email)
    sentences.push(...kept.slice(0, NAMED).map(one => whyAddressIsKept(slug, one)))
    if (kept.length > NAMED) sentences.push(`In the company ${slug}, there are ${kept.length - NAMED} more of these.`)
  }
  return sentences
}

/** Whoever has an address of nothing but small letters, digits and signs in its domain is none. */
const suspects = (tx: postgres.TransactionSql, company: string) => tx<(KeptAddress & { email: string })[]>`
  select u.id, u.email, other.id as "otherId" from users u
  left join users other on other.company_id = ${company} and other.id <> u.id
    and other.email_key = split_part(u.email_key, E'\n', 1)
  where u.company_id = ${company}
    and (u.email !~ '^[!-~]+@[a-z0-9.-]+$' or u.email ~* 'xn--' or position(E'\n' in u.email_key) > 0)
  order by u.created_at, u.id`
