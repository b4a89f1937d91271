/** Forms in the making, who looked at what, and by how much the clock of a demo is moved. */
export const draftsAccessClock = `
create table drafts (
  id text primary key,
  person text not null,
  case_id uuid not null,
  sealed bytea not null,
  saved_at timestamptz(3) not null
);
create index drafts_by_age on drafts (saved_at);
create index drafts_of_person on drafts (person, saved_at desc, id);
create index drafts_of_case on drafts (case_id);

create table access_log (
  id bigint generated always as identity primary key,
  case_id uuid not null,
  person text not null,
  what text not null,
  at timestamptz(3) not null
);
create index access_log_of_case on access_log (case_id, id);
create trigger access_is_kept before update or delete on access_log for each row execute function refuse_change();
alter table access_log enable always trigger access_is_kept;

create table clock (
  one_row boolean primary key default true check (one_row),
  offset_ms bigint not null
);
insert into clock (offset_ms) values (0);

grant select, insert, update, delete on drafts to concordat_app;
grant select, insert on access_log to concordat_app;
grant select, update on clock to concordat_app;
`;
