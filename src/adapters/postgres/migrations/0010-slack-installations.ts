/**
 * Where the bot is installed in Slack, with its tokens, sealed. An installation that was removed stays, because when that was
 * may be what somebody asks about; its tokens do not.
 */
export const slackInstallations = `
create table slack_installations (
  place text primary key check (place ~ '^[TE][A-Z0-9]+$'),
  wide boolean not null,
  name text not null,
  bot_id text not null,
  bot_user text not null,
  workspaces text[] not null default '{}',
  key_id text,
  tokens bytea,
  runs_out_at timestamptz(3),
  installed_at timestamptz(3) not null,
  spent_at timestamptz(3),
  removed_at timestamptz(3),
  check ((tokens is null) = (key_id is null)),
  check ((tokens is null) = (removed_at is not null))
);

grant select, insert, update on slack_installations to concordat_app;
`;
