/**
 * Where people can be written to on a platform that has to be met first. Who removed the bot stays, because a message to
 * them may be what somebody asks about. And a way from a message to the notice that it was, with how long something
 * stands in its place.
 */
export const addresses = `
create table addresses (
  platform text not null check (platform in ('slack', 'teams')),
  space text not null,
  user_id text not null,
  channel text not null,
  service_url text not null,
  member text not null,
  bot text not null,
  email text,
  kept_at timestamptz(3) not null,
  removed_at timestamptz(3),
  primary key (platform, space, user_id)
);
create index addresses_by_email on addresses (platform, space, email) where removed_at is null;
alter table effects add column held_until timestamptz(3);
create index effects_by_message on effects (sent_channel, sent_message) where sent_message is not null;

grant select, insert, update on addresses to concordat_app;
`;
