import { notFound } from 'next/navigation'
import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotFound } from '@/components/shell/not-found'
import { paths } from '@/lib/kernel/paths'
import { isCompanySlug } from '@/lib/kernel/slug'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import { viewFrame } from '@/lib/profile/queries'

const InFrame = consolePage(viewFrame, undefined, ({ company }) => {
  setResponseStatus(404)
  return <NotFound href={paths.dashboard(company)} label="Back to the dashboard" />
})

/** Every address below a company that leads nowhere. */
export default async function MissingPage(props: PageProps<'/[company]/[...rest]'>) {
  const { company } = await props.params
  if (!isCompanySlug(company)) notFound()
  return (
    <InFrame params={props.params.then(({ company: slug }) => ({ company: slug }))} searchParams={props.searchParams} />
  )
}
