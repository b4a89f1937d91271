/**
 * What finds a page of any list, and the next cases that the bot looks after, without walking past those that are no part of it:
 * of a million open cases the board's office may see a hundred. And whether the figures of every case are there, which would else
 * take a look at all cases at each start.
 */
export const listsAtScale = `
create index cases_register_open on cases (board, opened_at desc, id desc)
  where closed_at is null and office_sees = 'content';
create index cases_register_closed on cases (board, closed_at desc, id desc)
  where closed_at is not null and office_sees = 'content';
create index cases_outcomes on cases (board, opened_at desc, id desc) where office_sees = 'reported-outcomes';
create index cases_open_by_id on cases (id) where closed_at is null;

create index case_figures_of_period on case_figures (board, coalesce(closed_on, 'infinity'), case_id);
drop index case_figures_closed;

create table figures_whole (
  one_row boolean primary key default true check (one_row),
  since timestamptz(3) not null default now()
);
grant select, insert on figures_whole to concordat_app;
`;
