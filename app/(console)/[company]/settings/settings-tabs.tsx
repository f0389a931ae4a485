import { Tabs } from '@/components/ui/tabs'
import { paths } from '@/lib/paths'

/** What the settings consist of, each with a page of its own. */
export function SettingsTabs({ company, current }: { company: string; current: 'general' | 'mail' }) {
  const hrefs = { general: paths.settings(company), mail: paths.mailSettings(company) }
  return (
    <Tabs
      label="Settings"
      tabs={[
        { label: 'General', href: hrefs.general },
        { label: 'Mail', href: hrefs.mail },
      ]}
      current={hrefs[current]}
    />
  )
}
