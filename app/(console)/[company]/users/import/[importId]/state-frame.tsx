import type { ReactNode } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import type { PermissionHolder } from '@/lib/operation/can'
import type { ViewedImport } from './rows'

export interface StateCardProps {
  actor: PermissionHolder
  company: string
  data: ViewedImport
}

export const Frame = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card>
    <CardHeader title={title} />
    <div className="flex flex-col items-stretch gap-4">{children}</div>
  </Card>
)
