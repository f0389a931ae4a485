'use server'

import * as imports from '@/lib/imports/commands'
import { action } from '@/lib/operation/action'

export const startImport = action(imports.startImport)
export const stopImport = action(imports.stopImport)
export const continueImport = action(imports.continueImport)
export const undoImport = action(imports.undoImport)
