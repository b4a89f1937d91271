/** Where the pages are that e-mails lead to, and everything below it. */
export const pagesPath = '/o/';
