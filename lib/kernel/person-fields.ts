import { z } from 'zod'
import { idField, lineField } from './fields'

export const personNameField = lineField('The name', { max: 100 })

/** What somebody does at the company; may be empty. */
export const titleField = lineField('The title', { min: 0, max: 100 })

export const userIdInput = z.object({ userId: idField })
