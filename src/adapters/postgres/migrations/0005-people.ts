/**
 * Who is who, and which chat account is whom. A person who left stays, because the record names them. Every import
 * raises the version, and every link of an account `links`, by which each process sees that its copy is old.
 */
export const people = `
create table directory_version (
  one_row boolean primary key default true check (one_row),
  version bigint not null,
  links bigint not null default 0,
  imported_at timestamptz(3)
);
insert into directory_version (version) values (0);

create table agencies (
  id text primary key,
  name text not null,
  sector text not null,
  boards text[] not null,
  office_of text,
  out_of_hours text,
  left_at timestamptz(3)
);
create table spaces (
  agency text not null references agencies (id),
  platform text not null check (platform in ('slack', 'teams')),
  id text not null,
  place integer not null,
  primary key (agency, platform, id)
);
create table people (
  id text primary key,
  name text not null,
  email text not null,
  telephone text,
  job_title text,
  agency text not null references agencies (id),
  roles text[] not null,
  line_manager text,
  senior_manager text,
  deputy text,
  away jsonb not null,
  left_at timestamptz(3)
);

create table accounts (
  platform text not null check (platform in ('slack', 'teams')),
  space text not null,
  user_id text not null,
  person text not null references people (id),
  linked_at timestamptz(3) not null,
  primary key (platform, space, user_id)
);
create index accounts_of_person on accounts (person, linked_at);

grant select, insert, update on directory_version, agencies, people, accounts to concordat_app;
grant select, insert, delete on spaces to concordat_app;
`;
