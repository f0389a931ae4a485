'use server'

import * as bulkCommands from '@/lib/bulk/commands'
import { action } from '@/lib/operation/action'

export const runBulkAction = action(bulkCommands.runBulk)
