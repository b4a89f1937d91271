/**
 * A version that waits for its acceptance beside the one in use; and the changes of a board's days off after which
 * the limits of its open cases are counted again, with how far that has come.
 */
export const newVersions = `
create table policies_waiting (
  board text primary key,
  version text not null,
  since timestamptz(3) not null,
  foreign key (board, version) references policies (board, version)
);
create table recounts (
  id uuid primary key default gen_random_uuid(),
  board text not null,
  asked_at timestamptz not null default clock_timestamp(),
  last_case uuid,
  failed boolean not null default false,
  done_at timestamptz
);
create index recounts_open on recounts (asked_at) where done_at is null;

grant select, insert, update, delete on policies_waiting to concordat_app;
grant select, insert, update on recounts to concordat_app;
`;
