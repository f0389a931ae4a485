import { serverOff } from '@/components/ui/icons'
import { PageBody } from './body'
import { Reconnect } from './reconnect'

/** In place of a page while Console cannot reach its database. */
export const Unavailable = ({ retry }: { retry?: () => void }) => (
  <PageBody icon={serverOff} title="Console cannot reach its database right now">
    <Reconnect retry={retry} />
  </PageBody>
)
