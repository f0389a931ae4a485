/** In which a page that uploads a file says whom it was drawn for, by the id of the user. */
export const READER_HEADER = 'Console-Reader'
