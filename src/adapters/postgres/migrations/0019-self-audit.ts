/**
 * What the bot finds when it looks after itself: so that each case's next alarm is found without reading all of them, what
 * was found wrong, and on which day a board's office was told how things stand.
 */
export const selfAudit = `
create index effects_alarms on effects (case_id, next_at) where state = 'waiting' and kind = 'wake';

create index effects_put_back on effects (due_at) where state = 'waiting' and attempts > 0 and kind <> 'refresh';

create table audit_findings (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  what text not null check (what in ('no-alarm', 'late', 'not-in-queue')),
  count integer not null check (count > 0)
);
create index audit_findings_at on audit_findings (at);

create table audit_words (
  board text not null,
  day date not null,
  at timestamptz(3) not null,
  primary key (board, day)
);

grant select, insert, delete on audit_findings to concordat_app;
grant select, insert on audit_words to concordat_app;
`;
