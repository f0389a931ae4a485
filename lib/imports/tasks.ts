/** Names of the jobs; the record of each is the import. */
export const RUN_IMPORT = 'import.run'
export const UNDO_IMPORT = 'import.undo'

/** Jobs are taken by their time: before the mail that an import itself has written, or it would wait for all of it. */
export const FIRST = new Date(0)

/** Rows in one transaction: far less than a statement may last, and a company's other changes wait no longer than for one. */
export const BATCH = 250
