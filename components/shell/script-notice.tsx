import { Alert } from '@/components/ui/alert'

/** For browsers that run no scripts: links and pages work there, forms and buttons do not. */
export const ScriptNotice = () => (
  <noscript>
    <div className="mb-5">
      <Alert tone="warn" title="Console needs JavaScript">
        JavaScript is turned off in your browser, so forms and buttons do not work. Turn it on for this site and reload
        the page.
      </Alert>
    </div>
  </noscript>
)
