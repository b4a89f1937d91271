/**
 * What is to be told and when to wake, one row each, written with the event that caused it. `due_at` is the moment it
 * was meant for; `next_at` is when it is tried next; `handed_until` is a lease, not a mark.
 */
export const outbox = `
create table effects (
  id uuid primary key,
  case_id uuid not null references cases (id),
  kind text not null check (kind in ('notice', 'wake', 'refresh')),
  to_person text,
  body text not null,
  due_at timestamptz(3) not null,
  next_at timestamptz(3) not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'done', 'sent', 'superseded', 'failed', 'not-deliverable')),
  why text,
  attempts integer not null default 0,
  handed_until timestamptz(3),
  sent_platform text,
  sent_space text,
  sent_user text,
  sent_channel text,
  sent_message text,
  live boolean not null default false,
  digest text,
  done_at timestamptz(3),
  check ((kind = 'notice') = (to_person is not null))
);
create index effects_waiting on effects (next_at, id) where state = 'waiting';
create index effects_of_case on effects (case_id, due_at);
create index effects_live on effects (case_id) where live;

grant select, insert, update on effects to concordat_app;
`;
