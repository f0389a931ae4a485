import { z } from 'zod'
import { idField, lineField } from './fields'

export const personNameField = lineField('The name', { max: 100 })

export const userIdInput = z.object({ userId: idField })
