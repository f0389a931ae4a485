import type { TemplateContents } from './content'
import { LinkButton, MailLayout, Paragraph } from './layout'
import { longDate } from './long-date'
import { DeviceDetails } from './notice'

const KEPT =
  'Your address then stays the same, all sessions of your account end, and for 7 days only an administrator can change the address.'

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
    preview={`Confirm your new email address for ${company}.`}
    reason={`${requester ?? 'Somebody'} entered this address as the new email address of ${name}. If you did not expect this, you can ignore this email. Nothing changes unless you use the link.`}
  >
    <Paragraph>
      {requester
        ? `${requester} asked to make this the email address you sign in with at ${company}.`
        : `You asked to make this the email address you sign in with at ${company}.`}
    </Paragraph>
    <LinkButton href={url}>Confirm this address</LinkButton>
    <Paragraph>
      The link works once and expires on {longDate(expiresAt)}. After you confirm, you sign in with this address, and
      you are signed out everywhere except in the browser you confirm in.
    </Paragraph>
  </MailLayout>
)

/** To the present mailbox, before anything has changed. */
export const EmailChangeRequested = (content: TemplateContents['email-change-requested']) => {
  const { company, requester, address, objection } = content
  const what = requester
    ? `${requester} requested to change the email address of your account at ${company} to ${address}.`
    : `A change of the email address of your account at ${company} to ${address} was requested.`
  return (
    <MailLayout
      company={company}
      preview={what}
      reason="You get this email whenever a change of your email address is requested."
    >
      <Paragraph>{what}</Paragraph>
      <Paragraph>
        Nothing has changed yet. The change takes effect when the link sent to the new address is opened.
      </Paragraph>
      {!requester && <DeviceDetails {...content} />}
      <Objection company={company} objection={objection} />
    </MailLayout>
  )
}

/** To the former mailbox, which nothing is opened by any more. */
export const EmailChanged = ({ company, requester, address, at, objection }: TemplateContents['email-changed']) => {
  const what = requester
    ? `${requester} changed the email address of your account at ${company} to ${address}.`
    : `The email address of your account at ${company} was changed to ${address}.`
  return (
    <MailLayout company={company} preview={what} reason="You get this email whenever your email address changes.">
      <Paragraph>{what}</Paragraph>
      <Paragraph>Since {longDate(at)} you sign in with the new address. You can no longer use this one.</Paragraph>
      <Objection company={company} objection={objection} />
    </MailLayout>
  )
}

function Objection({ company, objection }: Pick<TemplateContents['email-changed'], 'company' | 'objection'>) {
  if (!objection)
    return (
      <Paragraph>
        The last change of this address was reported, and an administrator has now decided. If this is not right,
        contact the administrators of {company}.
      </Paragraph>
    )
  return (
    <>
      <Paragraph>
        If you requested this, you do not need to do anything. If not, report it by {longDate(objection.until)}. {KEPT}
      </Paragraph>
      <LinkButton href={objection.url}>I did not request this</LinkButton>
    </>
  )
}

/** To the new mailbox, once it counts. */
export const EmailChangeCompleted = ({ company, requester, signInUrl }: TemplateContents['email-change-completed']) => (
  <MailLayout
    company={company}
    preview={`You now sign in to ${company} with this address.`}
    reason="You get this email whenever your email address changes."
  >
    <Paragraph>
      {requester
        ? `${requester} changed the email address of your account at ${company} to this one. You were signed out everywhere.`
        : `This is now the email address of your account at ${company}.`}
    </Paragraph>
    <Paragraph>
      From now on, you sign in with this address. Your password, passkeys and two-factor authentication stay the same.
    </Paragraph>
    <LinkButton href={signInUrl}>Sign in</LinkButton>
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
    preview={`You reported a change of your email address at ${company}.`}
    reason="You get this email because a change was reported with the link sent to this address."
  >
    <Paragraph>
      {restored
        ? `This is the email address of your account at ${company} again.`
        : `This is still the email address of your account at ${company}.`}{' '}
      All sessions of your account ended, and the administrators were notified. Until {longDate(heldUntil)} only an
      administrator can change the address.
    </Paragraph>
    <Paragraph>Whoever requested the change may know your password. Choose a new one now:</Paragraph>
    <LinkButton href={forgotUrl}>Choose a new password</LinkButton>
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
    preview={`${person} did not request a change of their email address.`}
    reason={`Administrators of ${company} get this email when somebody reports a change of their email address.`}
  >
    <Paragraph>
      From their previous address, {person} reported that they did not request a change of their email address.{' '}
      {restored ? 'The previous address was restored' : 'The address was not changed'}, and {person} was signed out
      everywhere.
    </Paragraph>
    <Paragraph>
      Until {longDate(heldUntil)} they cannot request another change. Somebody may know their password, so talk to them.
      If everything is fine, unlock changes or change the address for them.
    </Paragraph>
    <LinkButton href={personUrl}>View person</LinkButton>
  </MailLayout>
)
