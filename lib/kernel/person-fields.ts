import { z } from 'zod'
import { idField, lineField } from './fields'

export const personNameField = lineField('The name', { max: 100 })

/** What somebody does there, such as "Tech Lead"; may be empty. */
export const personTitleField = lineField('The title', { min: 0, max: 100 })

export const userIdInput = z.object({ userId: idField })
