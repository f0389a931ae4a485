import { z } from 'zod'

/** Longer than any password manager makes; bounds the work of the digest. */
const MAX_PASSWORD = 1024

/** A password that is only compared: no rules, they would tell an attacker what to try. */
export const enteredPassword = z
  .string({ error: 'Enter your password.' })
  .min(1, 'Enter your password.')
  .max(MAX_PASSWORD, `A password can have at most ${MAX_PASSWORD} characters.`)

/** NIST 800-63B-4 section 3.1.1.2: length is what counts, in code points after NFKC; nothing about composition. */
const MIN_PASSWORD = 12

export const newPasswordField = z
  .string({ error: 'Enter a new password.' })
  .max(MAX_PASSWORD, `A password can have at most ${MAX_PASSWORD} characters.`)
  .refine(password => [...password.normalize('NFKC')].length >= MIN_PASSWORD, {
    error: `A password needs at least ${MIN_PASSWORD} characters. A few unrelated words are easy to remember.`,
  })
  .refine(password => new Set(password.normalize('NFKC')).size >= 5, {
    error: 'This password uses too few different characters. A few unrelated words are easy to remember.',
  })
  .meta({ minLength: MIN_PASSWORD })

export const repeatedPasswordField = z
  .string({ error: 'Confirm the new password.' })
  .max(MAX_PASSWORD, `A password can have at most ${MAX_PASSWORD} characters.`)

interface Repeated {
  newPassword: string
  repeatedPassword: string
}

export const passwordsMatch = (input: Repeated): boolean => input.newPassword === input.repeatedPassword

export const passwordMismatch = { path: ['repeatedPassword'], error: 'The passwords do not match.' }

export const changePasswordInput = z
  .object({ currentPassword: enteredPassword, newPassword: newPasswordField, repeatedPassword: repeatedPasswordField })
  .refine(passwordsMatch, passwordMismatch)
  .refine(input => input.newPassword !== input.currentPassword, {
    path: ['newPassword'],
    error: 'The new password must be different from the current one.',
  })
