/**
 * The bot looks after itself: a case that it cannot read and a clock that is off are findings too, and a day on which nobody
 * could be told is given back.
 */
export const auditFindsMore = `
alter table audit_findings drop constraint audit_findings_what_check;
alter table audit_findings add constraint audit_findings_what_check
  check (what in ('no-alarm', 'late', 'not-in-queue', 'unreadable', 'clock'));

grant delete on audit_words to concordat_app;
`;
