import type { TemplateContents } from './content'
import { LinkButton, MailLayout, Paragraph } from './layout'
import { longDate } from './long-date'
import { DeviceDetails } from './notice'

const KEPT =
  'Your address then stays this one, everybody is signed out of your account, and for 7 days nobody but an administrator can change it.'

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
    reason={`${requester ?? 'Somebody'} entered this address as the new one of ${name}. If you do not know why, do nothing: without this link, nothing changes.`}
  >
    <Paragraph>
      {requester
        ? `${requester} wants this to be the email address of your account at ${company}.`
        : `You asked for this to be the email address of your account at ${company}.`}
    </Paragraph>
    <LinkButton href={url}>Confirm this address</LinkButton>
    <Paragraph>
      The link is good for one use, until {longDate(expiresAt)}. With it you sign in with this address, and are signed
      out everywhere but in the browser in which you confirm.
    </Paragraph>
  </MailLayout>
)

/** To the present mailbox, before anything has changed. */
export const EmailChangeRequested = (content: TemplateContents['email-change-requested']) => {
  const { company, requester, address, objection } = content
  const what = requester
    ? `${requester} asked for the email address of your account at ${company} to be changed to ${address}.`
    : `The email address of your account at ${company} is to be changed to ${address}.`
  return (
    <MailLayout company={company} preview={what} reason="This mail comes whenever your email address is to change.">
      <Paragraph>{what}</Paragraph>
      <Paragraph>
        Nothing has changed yet: first somebody has to open the link in the mail to the new address.
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
    <MailLayout company={company} preview={what} reason="This mail comes whenever your email address changes.">
      <Paragraph>{what}</Paragraph>
      <Paragraph>Since {longDate(at)} you sign in with the new one, and this address opens nothing any more.</Paragraph>
      <Objection company={company} objection={objection} />
    </MailLayout>
  )
}

function Objection({ company, objection }: Pick<TemplateContents['email-changed'], 'company' | 'objection'>) {
  if (!objection)
    return (
      <Paragraph>
        Somebody objected to the last change of this address, and an administrator has decided. If this is not right,
        ask the administrators of {company}.
      </Paragraph>
    )
  return (
    <>
      <Paragraph>
        Is it you who wants this? Then do nothing. If not, object by {longDate(objection.until)}. {KEPT}
      </Paragraph>
      <LinkButton href={objection.url}>I did not ask for this</LinkButton>
    </>
  )
}

/** To the new mailbox, once it counts. */
export const EmailChangeCompleted = ({ company, requester, signInUrl }: TemplateContents['email-change-completed']) => (
  <MailLayout
    company={company}
    preview={`You sign in to ${company} by this address now.`}
    reason="This mail comes whenever your email address changes."
  >
    <Paragraph>
      {requester
        ? `${requester} made this the email address of your account at ${company}. You were signed out everywhere.`
        : `This is the email address of your account at ${company} now.`}
    </Paragraph>
    <Paragraph>You sign in with it from now on. Password, passkeys and second factor are the same as before.</Paragraph>
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
    preview={`You objected to another email address for ${company}.`}
    reason="This mail comes because somebody objected with the link that was sent to this address."
  >
    <Paragraph>
      {restored
        ? `This is the email address of your account at ${company} again.`
        : `This stays the email address of your account at ${company}.`}{' '}
      Everybody was signed out of it, and the administrators know. Until {longDate(heldUntil)} nobody but an
      administrator can change it.
    </Paragraph>
    <Paragraph>Whoever asked for the other address may know your password. Choose a new one now:</Paragraph>
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
    preview={`${person} did not ask for another email address.`}
    reason={`The administrators of ${company} are told when somebody objects to a change of their email address.`}
  >
    <Paragraph>
      {person} objected to a change of their email address, from the mailbox of the former one.{' '}
      {restored ? 'The former address is back' : 'The address stays as it was'}, and {person} was signed out everywhere.
    </Paragraph>
    <Paragraph>
      Until {longDate(heldUntil)} they cannot ask for another change. Somebody may know their password: talk to them. If
      all is well, lift the hold or change the address for them.
    </Paragraph>
    <LinkButton href={personUrl}>Open their page</LinkButton>
  </MailLayout>
)
