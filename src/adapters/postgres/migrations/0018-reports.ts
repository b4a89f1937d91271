/**
 * Which reports were taken, by whom and when; and what left the board, kept as it was: the figures of a year that were given out
 * once are given out again, because two that differ would say what happened in between.
 */
export const reports = `
create table report_log (
  id bigint generated always as identity primary key,
  board text not null,
  view text not null,
  from_on date not null,
  to_on date not null,
  person text not null,
  how text not null,
  at timestamptz(3) not null
);
create index report_log_of_board on report_log (board, id);
create trigger reports_taken_are_kept before update or delete on report_log
  for each row execute function refuse_change();
alter table report_log enable always trigger reports_taken_are_kept;

create table published_reports (
  board text not null,
  from_on date not null,
  to_on date not null,
  body json not null,
  at timestamptz(3) not null,
  primary key (board, from_on, to_on)
);
create trigger published_reports_are_kept before update or delete on published_reports
  for each row execute function refuse_change();
alter table published_reports enable always trigger published_reports_are_kept;

grant select, insert on report_log, published_reports to concordat_app;
`;
