'use client'

import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { TextField } from '@/components/ui/form/text-field'
import type { SecuritySettings } from '@/lib/kernel/security-settings'
import { secondFactorPart, sessionsPart, signInPart } from '@/lib/security/sections'
import { ChangeForm } from './change-form'

const ofSecondFactor = fieldsOf(secondFactorPart)
const ofSignIn = fieldsOf(signInPart)
const ofSessions = fieldsOf(sessionsPart)

interface SectionProps {
  settings: SecuritySettings
  version: number
}

export function SecondFactorSettingsForm({ settings: { secondFactor, trustedDevices }, version }: SectionProps) {
  return (
    <ChangeForm schema={secondFactorPart} defaultValues={{ secondFactor, trustedDevices }} version={version}>
      <CheckboxField
        name={ofSecondFactor('secondFactor.required')}
        label="Require a second factor of everybody"
        hint="A passkey, or a code of an authenticator app beside the password. A stolen password alone then opens nothing. A group can require it of its members instead, on the group's page."
      />
      <TextField
        name={ofSecondFactor('secondFactor.graceDays')}
        label="Days of grace"
        inputMode="numeric"
        hint="How long people have to set one up, 0 to 30. They see the date on every page, and get a mail at half time and the day before. After it, signing in leads to setting one up and nowhere else."
      />
      <CheckboxField
        name={ofSecondFactor('trustedDevices')}
        label="Devices may be trusted for 30 days"
        hint="A trusted device does not ask for the second factor again. Never where it is required."
      />
    </ChangeForm>
  )
}

export function SignInMethodsForm({ settings: { signIn }, version }: SectionProps) {
  return (
    <ChangeForm schema={signInPart} defaultValues={{ signIn }} version={version}>
      <CheckboxField
        name={ofSignIn('signIn.password')}
        label="Password"
        hint="What everybody knows. Without it there is nothing to guess or to reuse, but people need another way."
      />
      <CheckboxField
        name={ofSignIn('signIn.passkey')}
        label="Passkey"
        hint="The person's device or security key, unlocked by a finger or a PIN. It cannot be given away on a forged page, and counts as two factors."
      />
      <CheckboxField
        name={ofSignIn('signIn.emailCode')}
        label="Code by mail"
        hint="Six digits, good for ten minutes, in the browser that asked for them. As safe as people's mailboxes are."
      />
    </ChangeForm>
  )
}

export function SessionsForm({ settings: { sessions }, version }: SectionProps) {
  return (
    <ChangeForm schema={sessionsPart} defaultValues={{ sessions }} version={version}>
      <TextField
        name={ofSessions('sessions.idleMinutes')}
        label="Minutes without use"
        inputMode="numeric"
        hint="When nobody used it for so long, a session is over: 5 to 1440. Protects what was left open."
      />
      <TextField
        name={ofSessions('sessions.absoluteHours')}
        label="Hours in any case"
        inputMode="numeric"
        hint="Then everybody signs in again, however busy they are: 1 to 24."
      />
    </ChangeForm>
  )
}
