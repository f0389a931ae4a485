/** The pattern of what contains this text, for LIKE on a column that is kept in lower case. */
export const likePattern = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
