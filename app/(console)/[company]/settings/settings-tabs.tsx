import { Tabs } from '@/components/ui/tabs'
import { paths } from '@/lib/kernel/paths'

/** What the settings consist of, each with a page of its own. */
export function SettingsTabs({ company, current }: { company: string; current: 'general' | 'mail' | 'security' }) {
  const hrefs = {
    general: paths.settings(company),
    mail: paths.mailSettings(company),
    security: paths.security(company),
  }
  return (
    <Tabs
      label="Settings"
      tabs={[
        { label: 'General', href: hrefs.general },
        { label: 'Email', href: hrefs.mail },
        { label: 'Security', href: hrefs.security },
      ]}
      current={hrefs[current]}
    />
  )
}
