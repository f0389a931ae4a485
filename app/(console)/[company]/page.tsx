import { consolePage } from '@/components/shell/console-page'
import { Page } from '@/components/shell/page'
import { viewDashboard } from '@/lib/dashboard/queries'

export default consolePage(viewDashboard, 'dashboard', ({ data }) => (
  <Page title="Dashboard">
    <pre>{JSON.stringify(data, null, 1)}</pre>
  </Page>
))
