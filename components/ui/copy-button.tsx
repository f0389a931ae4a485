'use client'

import { useState } from 'react'
import { IconButton } from './button'
import { check, copy } from './icons'
import { VisuallyHidden } from './visually-hidden'

export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <IconButton
        label={label}
        icon={copied ? check : copy}
        onClick={async () => {
          await navigator.clipboard.writeText(text)
          setCopied(true)
          setTimeout(() => setCopied(false), 2000)
        }}
      />
      <span role="status">{copied && <VisuallyHidden>Copied</VisuallyHidden>}</span>
    </>
  )
}
