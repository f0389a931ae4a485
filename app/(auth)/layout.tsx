import type { ReactNode } from 'react'
import { ForgetRecent } from '@/components/search/forget-recent'

/** Pages outside the console. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <ForgetRecent />
    </>
  )
}
