/**
 * Those who have neither Slack nor Teams: e-mail as a third platform; the links of e-mails with their codes, and the
 * sessions that a right code opened, of which only hashes are kept; which address each e-mail went to, so that one that
 * comes back is known by its own id; and the addresses that nothing arrives at.
 */
export const email = `
alter table spaces drop constraint spaces_platform_check;
alter table spaces add constraint spaces_platform_check check (platform in ('slack', 'teams', 'email'));
alter table accounts drop constraint accounts_platform_check;
alter table accounts add constraint accounts_platform_check check (platform in ('slack', 'teams', 'email'));

create table mail_links (
  id text primary key,
  hash text not null unique,
  space text not null,
  user_id text not null,
  message text not null,
  until timestamptz(3) not null,
  code_hash text,
  code_until timestamptz(3),
  codes integer not null default 0,
  tries integer not null default 0,
  renewals integer not null default 0,
  spent boolean not null default false
);
create index mail_links_by_age on mail_links (until);

create table mail_sessions (
  hash text primary key,
  link text not null,
  space text not null,
  user_id text not null,
  until timestamptz(3) not null
);
create index mail_sessions_by_age on mail_sessions (until);

create table mail_sent (
  id text primary key,
  space text not null,
  user_id text not null,
  at timestamptz(3) not null
);
create index mail_sent_by_age on mail_sent (at);

create table mail_returned (
  space text not null,
  user_id text not null,
  why text not null,
  at timestamptz(3) not null,
  primary key (space, user_id)
);

grant select, insert, update, delete on mail_links, mail_sessions, mail_sent, mail_returned to concordat_app;
`;
