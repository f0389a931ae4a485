/** Names of the jobs; the record of each is the import. */
export const RUN_IMPORT = 'import.run'
export const UNDO_IMPORT = 'import.undo'

/** Rows in one transaction: far less than a statement may last, and a company's other changes wait no longer than for one. */
export const BATCH = 250
