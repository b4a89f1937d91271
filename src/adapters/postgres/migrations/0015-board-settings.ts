/**
 * What a board decides about the personal data of its cases: the history, only ever added to. Of each board the row that was
 * written last counts.
 */
export const boardSettings = `
create table board_settings (
  number bigint generated always as identity primary key,
  board text not null,
  controller text,
  contact text,
  keep_count integer check (keep_count > 0),
  keep_unit text check (keep_unit in ('years', 'months')),
  by_name text not null,
  at timestamptz(3) not null,
  check ((keep_count is null) = (keep_unit is null))
);
create index board_settings_of_board on board_settings (board, number desc);
create trigger board_settings_are_kept before update or delete on board_settings for each row execute function refuse_change();
alter table board_settings enable always trigger board_settings_are_kept;

grant select, insert on board_settings to concordat_app;
`;
