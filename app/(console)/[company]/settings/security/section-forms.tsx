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
        label="Require two-factor authentication for everybody"
        hint="With a passkey or an authenticator app, so that a stolen password is not enough to sign in. To require it only for some people, use the setting on a group's page."
      />
      <TextField
        name={ofSecondFactor('secondFactor.graceDays')}
        label="Grace period in days"
        inputMode="numeric"
        hint="How long people have to set it up, 0 to 30. They see the date on every page and get an email halfway through and the day before. After that, they must set it up before they can continue."
      />
      <CheckboxField
        name={ofSecondFactor('trustedDevices')}
        label="Allow trusted devices for 30 days"
        hint="People are not asked for two-factor authentication on devices they trust. Does not apply to people for whom it is required."
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
        hint="Works everywhere, but can be guessed, reused or stolen. Without it, people need another method."
      />
      <CheckboxField
        name={ofSignIn('signIn.passkey')}
        label="Passkey"
        hint="A device or security key, unlocked with a fingerprint, face or PIN. Protects against phishing, and counts as two-factor authentication."
      />
      <CheckboxField
        name={ofSignIn('signIn.emailCode')}
        label="Code by email"
        hint="Six digits, valid for ten minutes in the browser that requested them. Only as secure as people's mailboxes."
      />
    </ChangeForm>
  )
}

export function SessionsForm({ settings: { sessions }, version }: SectionProps) {
  return (
    <ChangeForm schema={sessionsPart} defaultValues={{ sessions }} version={version}>
      <TextField
        name={ofSessions('sessions.idleMinutes')}
        label="Sign out after inactivity (minutes)"
        inputMode="numeric"
        hint="5 to 1440. Protects devices that are left unattended."
      />
      <TextField
        name={ofSessions('sessions.absoluteHours')}
        label="Maximum session length (hours)"
        inputMode="numeric"
        hint="1 to 24. After that, people have to sign in again even if they are active."
      />
    </ChangeForm>
  )
}
