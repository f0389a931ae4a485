import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { LinkButton, MailLayout, Paragraph } from './layout'
import { longDate } from './long-date'
import { DeviceDetails } from './notice'

/** To the new mailbox, which is to prove that it is theirs. */
export const EmailChangeLink = ({
  company,
  name,
  requester,
  url,
  expiresAt,
}: TemplateContents['email-change-link']) => (
  <MailLayout
    company={company}
    preview={mailText('email-change-link.preview', { company })}
    reason={
      requester
        ? mailText('email-change-link.reason-by', { requester, name })
        : mailText('email-change-link.reason', { name })
    }
  >
    <Paragraph>
      {requester
        ? mailText('email-change-link.intro-by', { requester, company })
        : mailText('email-change-link.intro', { company })}
    </Paragraph>
    <LinkButton href={url}>{mailText('button.confirm-address')}</LinkButton>
    <Paragraph>{mailText('email-change-link.expiry', { expiresAt: longDate(expiresAt) })}</Paragraph>
  </MailLayout>
)

/** To the present mailbox, before anything has changed. */
export const EmailChangeRequested = (content: TemplateContents['email-change-requested']) => {
  const { company, requester, address, objection } = content
  const what = requester
    ? mailText('email-change-requested.what-by', { requester, company, address })
    : mailText('email-change-requested.what', { company, address })
  return (
    <MailLayout company={company} preview={what} reason={mailText('email-change-requested.reason')}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{mailText('email-change-requested.pending')}</Paragraph>
      {!requester && <DeviceDetails {...content} />}
      <Objection company={company} objection={objection} />
    </MailLayout>
  )
}

/** To the former mailbox, which nothing is opened by any more. */
export const EmailChanged = ({ company, requester, address, at, objection }: TemplateContents['email-changed']) => {
  const what = requester
    ? mailText('email-changed.what-by', { requester, company, address })
    : mailText('email-changed.what', { company, address })
  return (
    <MailLayout company={company} preview={what} reason={mailText('email-change.reason')}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{mailText('email-changed.since', { at: longDate(at) })}</Paragraph>
      <Objection company={company} objection={objection} />
    </MailLayout>
  )
}

function Objection({ company, objection }: Pick<TemplateContents['email-changed'], 'company' | 'objection'>) {
  if (!objection) return <Paragraph>{mailText('email-change.decided', { company })}</Paragraph>
  return (
    <>
      <Paragraph>{mailText('email-change.object', { until: longDate(objection.until) })}</Paragraph>
      <LinkButton href={objection.url}>{mailText('button.object')}</LinkButton>
    </>
  )
}

/** To the new mailbox, once it counts. */
export const EmailChangeCompleted = ({ company, requester, signInUrl }: TemplateContents['email-change-completed']) => (
  <MailLayout
    company={company}
    preview={mailText('email-change-completed.preview', { company })}
    reason={mailText('email-change.reason')}
  >
    <Paragraph>
      {requester
        ? mailText('email-change-completed.what-by', { requester, company })
        : mailText('email-change-completed.what', { company })}
    </Paragraph>
    <Paragraph>{mailText('email-change-completed.now')}</Paragraph>
    <LinkButton href={signInUrl}>{mailText('button.sign-in')}</LinkButton>
  </MailLayout>
)

/** To the mailbox that objected. */
export const EmailChangeStopped = ({
  company,
  restored,
  heldUntil,
  forgotUrl,
}: TemplateContents['email-change-stopped']) => (
  <MailLayout
    company={company}
    preview={mailText('email-change-stopped.preview', { company })}
    reason={mailText('email-change-stopped.reason')}
  >
    <Paragraph>
      {mailText(restored ? 'email-change-stopped.restored' : 'email-change-stopped.unchanged', {
        company,
        heldUntil: longDate(heldUntil),
      })}
    </Paragraph>
    <Paragraph>{mailText('email-change-stopped.advice')}</Paragraph>
    <LinkButton href={forgotUrl}>{mailText('button.choose-password')}</LinkButton>
  </MailLayout>
)

/** To the administrators. */
export const EmailChangeObjected = ({
  company,
  person,
  restored,
  heldUntil,
  personUrl,
}: TemplateContents['email-change-objected']) => (
  <MailLayout
    company={company}
    preview={mailText('email-change-objected.preview', { person })}
    reason={mailText('email-change-objected.reason', { company })}
  >
    <Paragraph>
      {mailText(restored ? 'email-change-objected.restored' : 'email-change-objected.unchanged', { person })}
    </Paragraph>
    <Paragraph>{mailText('email-change-objected.advice', { heldUntil: longDate(heldUntil) })}</Paragraph>
    <LinkButton href={personUrl}>{mailText('button.view-person')}</LinkButton>
  </MailLayout>
)
