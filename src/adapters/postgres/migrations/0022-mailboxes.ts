/**
 * Word to the mailbox of a contact of the policy: a row of the outbox that is for no person, so that nobody's part in a case can
 * come from it. Its body names the contact.
 */
export const mailboxes = `
alter table effects drop constraint effects_kind_check;
alter table effects add constraint effects_kind_check check (kind in ('notice', 'mailbox', 'wake', 'refresh')) not valid;
alter table effects validate constraint effects_kind_check;
`;
