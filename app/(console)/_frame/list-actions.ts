'use server'

import { action } from '@/lib/operation/action'
import { chooseColumns, deleteView, saveView } from '@/lib/profile/list-commands'

export const chooseColumnsAction = action(chooseColumns)
export const saveViewAction = action(saveView)
export const deleteViewAction = action(deleteView)
