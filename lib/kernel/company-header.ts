/** In which a browser with sessions of several companies says to the API whose it means, by the slug. */
export const COMPANY_HEADER = 'Console-Company'
