import { COMPANY_HEADER } from '@/lib/kernel/company-header'

/** Reads from the API as the company of this page, which its address begins with: the browser may be signed in to others as well. */
export const askApi = (address: string): Promise<Response> =>
  fetch(address, { headers: { [COMPANY_HEADER]: location.pathname.split('/')[1] ?? '' } })
