'use server'

import { revalidatePath } from 'next/cache'
import { paths } from '@/lib/kernel/paths'
import { asResult } from '@/lib/operation/action'
import { requireOwnOrigin } from '@/lib/operation/own-origin'
import { forgetCompany } from '@/lib/platform/cookies/company-cookie'

/** What this browser remembers is its own: nothing that an operation or the audit log would know. */
export async function forgetCompanyAction(slug: string): Promise<void> {
  await asResult(async () => {
    await requireOwnOrigin()
    await forgetCompany(String(slug))
    revalidatePath(paths.login())
  })
}
