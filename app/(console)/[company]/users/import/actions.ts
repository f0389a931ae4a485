'use server'

import * as imports from '@/lib/imports/commands'
import { action } from '@/lib/operation/action'

export const startImportAction = action(imports.startImport)
export const takeUpImportAction = action(imports.takeUpImport)
export const stopImportAction = action(imports.stopImport)
export const continueImportAction = action(imports.continueImport)
export const undoImportAction = action(imports.undoImport)
