/**
 * What was set in chat about people, beside what the directory file says: the history, only ever added to. Of each person
 * and field the row that was written last counts. One without a value was written by an import: what the file says counts
 * again. `cases` says that somebody's open cases were handed over. `input` is the platform's own id of what somebody did.
 */
export const setInChat = `
create table set_in_chat (
  number bigint generated always as identity primary key,
  person text not null references people (id),
  field text not null check (field in ('deputy', 'away', 'cases')),
  value jsonb,
  by_person text references people (id),
  at timestamptz(3) not null,
  input text unique,
  check ((value is null) = (by_person is null))
);
create index set_in_chat_of_person on set_in_chat (person, field, number desc);

grant select, insert on set_in_chat to concordat_app;
`;
