/**
 * The record: what happened, and what people wrote. Events are only ever added; the trigger holds for the owner of
 * the tables too, and in every session mode. Sealed texts stand apart, so that destroying a case's key leaves the
 * record as it is.
 */
export const record = `
create table cases (
  id uuid primary key,
  reference text not null unique,
  board text not null,
  policy_version text not null,
  status text not null,
  stage text not null,
  office_sees text not null,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  version integer not null,
  head_hash text not null,
  changed_at timestamptz(3) not null
);

create table events (
  case_id uuid not null references cases (id),
  entry integer not null check (entry > 0),
  type text not null,
  at timestamptz(3) not null,
  body text not null,
  prev_hash text not null,
  hash text not null check (hash = encode(sha256(convert_to(body, 'UTF8')), 'hex')),
  primary key (case_id, entry)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The record is only ever added to: % on % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege', hint = 'Correct an entry by adding one that points at it.';
end $$;
create trigger events_are_kept before update or delete on events for each row execute function refuse_change();
create trigger events_are_never_emptied before truncate on events for each statement execute function refuse_change();
alter table events enable always trigger events_are_kept;
alter table events enable always trigger events_are_never_emptied;

create table command_ids (
  id text primary key,
  case_id uuid not null,
  at timestamptz(3) not null
);

-- A draft seals texts for a case that does not exist yet, so neither table points at cases.
create table case_keys (
  case_id uuid primary key,
  key_id text not null,
  wrapped bytea,
  made_at timestamptz(3) not null default now(),
  destroyed_at timestamptz(3),
  check ((wrapped is null) = (destroyed_at is not null))
);
create table sealed_texts (
  id text primary key,
  case_id uuid not null,
  nonce bytea not null,
  sealed bytea not null
);
create index sealed_texts_of_case on sealed_texts (case_id);

grant select, insert, update on cases to concordat_app;
grant select, insert on events, command_ids to concordat_app;
grant select, insert, update, delete on case_keys to concordat_app;
grant select, insert, delete on sealed_texts to concordat_app;
`;
