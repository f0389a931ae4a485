import { Alert } from '@/components/ui/alert'

/** For browsers that run no scripts: links and pages work there, forms and buttons do not. */
export const ScriptNotice = () => (
  <noscript>
    <div className="mb-5">
      <Alert tone="warn" title="Console needs JavaScript">
        Your browser has it switched off, so forms and buttons do nothing here. Allow JavaScript for this site and
        reload the page.
      </Alert>
    </div>
  </noscript>
)
