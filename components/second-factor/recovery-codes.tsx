'use client'

import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { useStayingOpen } from '@/components/ui/dialog'
import { downloadIcon, printer } from '@/components/ui/icons'

/** On the button that takes them away. */
export const SAVED = 'I have saved them'

interface RecoveryCodesProps {
  codes: string[]
  /** What they are for, on paper and in the file. */
  account: string
}

/** Shown once, and kept nowhere but where the person puts them: a dialog around them stays until they say that they did. */
export function RecoveryCodes({ codes, account }: RecoveryCodesProps) {
  const tries = useStayingOpen()
  const text = `Recovery codes for ${account}\nEach works once, in place of a code from your app.\n\n${codes.join('\n')}\n`

  const save = () => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    const link = document.createElement('a')
    link.href = url
    link.download = 'recovery-codes.txt'
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 1000)
  }

  return (
    <div className="flex flex-col gap-4">
      <Alert tone="warn" title="Save your recovery codes">
        They are shown only once. Each one lets you sign in once when you do not have your device with you.
      </Alert>
      <div data-print className="rounded-lg bg-sunken p-4">
        <p className="mb-2 text-[0.8125rem] text-muted wrap-anywhere">Recovery codes for {account}</p>
        <ul aria-label="Recovery codes" className="grid grid-cols-1 gap-x-6 gap-y-1 font-mono min-[26rem]:grid-cols-2">
          {codes.map(code => (
            <li key={code} className="whitespace-nowrap">
              {code}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" icon={downloadIcon} onClick={save}>
          Download
        </Button>
        <Button size="sm" icon={printer} onClick={() => window.print()}>
          Print
        </Button>
        <CopyButton text={text} label="Copy recovery codes" />
      </div>
      {tries > 0 && (
        <Alert key={tries} tone="bad" role="alert">
          You cannot see these codes again. Save them, then choose “{SAVED}”.
        </Alert>
      )}
    </div>
  )
}
