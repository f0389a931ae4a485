import { Tabs } from '@/components/ui/tabs'
import { paths } from '@/lib/paths'

/** What the settings consist of, each with a page of its own. */
export function SettingsTabs({ company, current }: { company: string; current: 'general' | 'security' }) {
  const hrefs = { general: paths.settings(company), security: paths.security(company) }
  return (
    <Tabs
      label="Settings"
      tabs={[
        { label: 'General', href: hrefs.general },
        { label: 'Security', href: hrefs.security },
      ]}
      current={hrefs[current]}
    />
  )
}
