import { notFound } from 'next/navigation'
import { Page } from '@/components/shell/page'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { paths } from '@/lib/kernel/paths'
import { mayReadOutbox, readOutboxEmail } from '@/lib/platform/mail/dev-outbox'

export default async function WrittenMailFilePage({ params }: PageProps<'/dev/mail/[name]'>) {
  const mail = (await mayReadOutbox()) && (await readOutboxEmail((await params).name))
  if (!mail) notFound()
  return (
    <main className="mx-auto max-w-5xl px-4 py-8 sm:px-6">
      <Page title={mail.subject} breadcrumbs={[{ label: 'Email on this machine', href: paths.writtenMail() }]}>
        <Card>
          <DescriptionList
            items={[
              { term: 'From', detail: mail.from },
              { term: 'To', detail: mail.to },
              { term: 'Written', detail: mail.date && <Time at={mail.date} show="exact" /> },
            ]}
          />
        </Card>
        <Card>
          <CardHeader title="Text" />
          <p className="whitespace-pre-wrap wrap-anywhere">
            <WithLinks text={mail.text} />
          </p>
        </Card>
        <Card flush>
          <CardHeader
            flush
            title="HTML"
            description="As an email program shows it. Scripts and remote content are blocked."
          />
          <iframe
            title="The email as HTML"
            src={paths.writtenMailBody(mail.name)}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            className="block h-112 w-full bg-white"
          />
        </Card>
        <Card>
          <details>
            <summary className="cursor-pointer font-semibold">All headers</summary>
            <div className="mt-3">
              <DescriptionList
                items={mail.headers.map(({ name, line }) => ({
                  term: name,
                  detail: <code className="font-mono text-[0.8125rem]">{line}</code>,
                }))}
              />
            </div>
          </details>
        </Card>
      </Page>
    </main>
  )
}

/** Every second part of a text split by its links is one. */
function WithLinks({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, at) =>
    at % 2 ? (
      // The text never changes, so its parts have no other name than their place.
      // oxlint-disable-next-line react/no-array-index-key
      <a key={at} href={part} className="font-medium text-accent underline underline-offset-3">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
