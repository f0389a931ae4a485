import { z } from 'zod'
import {
  changedParagraphField,
  cleanLine,
  idField,
  optionalField,
  paragraphField,
  searchField,
  versionField,
} from '@/lib/kernel/fields'
import { limitField } from '@/lib/kernel/page-size'
import { builtInResources } from './catalogue'

const word = (label: string) =>
  z
    .string({ error: `${label} is missing.` })
    .transform(cleanLine)
    .refine(text => text.length > 0, { error: `${label} is missing.`, abort: true })
    .refine(text => text.length <= 50, { error: `${label} can have at most 50 characters.`, abort: true })

const pattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const permissionText = {
  resource: word('The resource')
    .refine(text => pattern.test(text), {
      error:
        'A resource must start with a lower-case letter, followed by letters, digits and single hyphens, such as staging.',
      abort: true,
    })
    .refine(text => !builtInResources.includes(text), {
      error: 'This resource is built in. Choose another name.',
    })
    .meta({ minLength: 1, maxLength: 50, pattern: pattern.source }),
  action: word('The action')
    .refine(text => text === '*' || pattern.test(text), {
      error:
        'An action must start with a lower-case letter, followed by letters, digits and single hyphens, such as deploy. Use * for every action.',
    })
    .meta({ minLength: 1, maxLength: 50, pattern: `^\\*$|${pattern.source}` }),
  description: paragraphField('The description', 300),
}

export const createPermissionInput = z.object(permissionText)

export const permissionInput = z.object({ permissionId: idField })

export const viewPermissionPageInput = permissionInput.extend({
  /** People who have it and whose name, email address or title has words that begin so. */
  q: optionalField(searchField),
  cursor: optionalField(z.string().max(500)),
  limit: limitField,
})

/** What is left out stays as it is. */
export const updatePermissionInput = permissionInput.extend({
  resource: permissionText.resource.optional(),
  action: permissionText.action.optional(),
  description: changedParagraphField('The description', 300),
  version: versionField,
})

export const listPermissionOptionsInput = z.object({ q: optionalField(searchField) })

/** What the list of permissions can be narrowed down to: the same for its page, for programs and for a file. */
export const permissionFilterFields = {
  /** Words of its key or description. */
  q: optionalField(searchField),
  /** Those of Console's own, or those that the company added. */
  kind: optionalField(z.enum(['built-in', 'custom'], { error: 'The kind must be built-in or custom.' })),
  /** Those that exactly one active person holds, or nobody active, full access left aside. */
  holders: optionalField(z.enum(['one', 'none'], { error: 'Holders must be one or none.' })),
  /** What it is about, such as `users`. */
  resource: optionalField(
    z
      .string({ error: 'Enter a resource, such as users.' })
      .max(50, { error: 'A resource can have at most 50 characters.' })
      .trim()
      .toLowerCase()
      .refine(text => text === '*' || pattern.test(text), { error: 'A resource must be a word such as users, or *.' }),
  ),
}

export const listPermissionsInput = z.object(permissionFilterFields)
