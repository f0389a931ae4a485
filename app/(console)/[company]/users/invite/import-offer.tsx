'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { runAction, useCompany, type Action } from '@/components/ui/form/run-action'
import { sendFile } from '@/components/ui/form/send-file'
import type { ReadPeople } from '@/lib/invitations/addresses'
import { MAX_ADDRESSES } from '@/lib/invitations/form-input'
import { formatNumber } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'

const cell = (text = ''): string => `"${text.replaceAll('"', '""')}"`

/** Everybody as rows of a file, and what could not be read as well: the review names it. */
const asFile = ({ people, unread }: ReadPeople): string =>
  [
    'email,name,title,groups',
    ...people.map(({ email, name, title, groups }) => [email, name, title, groups].map(cell).join()),
    ...unread.map(({ text }) => `${cell(text)},,,`),
  ].join('\n')

const send: Action<{ id: string }, string> = (company, rows, reader) =>
  sendFile(paths.importReview(company, { fileName: 'pasted people' }), rows, { reader })

interface ImportOfferProps {
  list: ReadPeople
  /** Whether the reader may import people. */
  mayImport: boolean
}

/** Offers the import where the list is more than an invitation can do: groups for each person, or too many people. */
export function ImportOffer({ list, mayImport }: ImportOfferProps) {
  const company = useCompany()
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [problem, setProblem] = useState('')
  const namesGroups = list.people.some(({ groups }) => groups)
  const tooMany = list.people.length > MAX_ADDRESSES
  if (!namesGroups && !tooMany) return null

  const review = () =>
    startTransition(async () => {
      const result = await runAction(send, company, asFile(list))
      if (result.ok) router.push(paths.import(company, result.data.id))
      else setProblem(result.error.message)
    })

  return (
    <Alert
      tone={tooMany ? 'warn' : 'info'}
      title={
        tooMany
          ? `You can invite up to ${MAX_ADDRESSES} people at a time. This list has ${formatNumber(list.people.length)}`
          : 'This table has groups for each person'
      }
    >
      <p>
        {tooMany ? '' : 'On this page, everybody gets the groups you choose below. '}
        {mayImport
          ? 'An import assigns each person the groups in the table. Nobody is invited until you have reviewed it.'
          : 'To import people, you need the permission users:import.'}
      </p>
      {mayImport && (
        <Button size="sm" className="mt-2" pending={pending} onClick={review}>
          Review as an import
        </Button>
      )}
      {problem && (
        <p role="alert" className="mt-1.5 text-[0.8125rem] text-danger">
          {problem}
        </p>
      )}
    </Alert>
  )
}
