import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { slackPath } from '../../../src/adapters/slack/app.ts';
import { botScopes, redirectPath } from '../../../src/adapters/slack/installer.ts';

type Manifest = {
  readonly oauth_config: { readonly redirect_urls?: readonly string[]; readonly scopes: object };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
};
const read = async (name: string) => parse(await readFile(`manifest/${name}.yaml`, 'utf8')) as Manifest;
const one = await read('slack');
const several = await read('slack-several');

describe.each([
  ['for one workspace', one],
  ['for several', several],
])('the manifest %s', (_, manifest) => {
  test('is one that Slack takes', async () => {
    const schema: unknown = JSON.parse(
      await readFile('test/fixtures/slack/manifest.schema.1.0.0.json', 'utf8'),
    );
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(schema as object);
    validate(manifest);
    expect(validate.errors).toBeNull();
    expect(validate({ ...manifest, permissions: ['everything'] })).toBe(false);
  });

  test('sends every request to the one path that the bot answers', () => {
    const addresses = [...JSON.stringify(manifest).matchAll(/"(?:request_)?url":"([^"]+)"/gu)].map(
      ([, url]) => url,
    );
    expect(addresses).toHaveLength(3);
    expect(addresses.every((url) => url?.endsWith(slackPath) === true)).toBe(true);
  });

  test('asks for what the bot uses, the same as an install does, and for nothing that reads conversations', () => {
    expect(manifest).toMatchObject({
      features: { app_home: { messages_tab_read_only_enabled: true } },
      oauth_config: { scopes: { bot: botScopes } },
    });
    expect(JSON.stringify(manifest)).not.toContain('history');
  });
});

test('for one workspace nothing is listened to but the opened home, and the copied token does not run out', () => {
  expect(one.settings).toMatchObject({
    event_subscriptions: { bot_events: ['app_home_opened'] },
    org_deploy_enabled: false,
    token_rotation_enabled: false,
  });
});

test('for several the bot is installed by Slack’s pages, for organisations too, renews its tokens and hears when it is removed', () => {
  expect(several.oauth_config.redirect_urls).toEqual([`https://concordat.example.org${redirectPath}`]);
  expect(several.settings).toMatchObject({
    event_subscriptions: { bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked'] },
    org_deploy_enabled: true,
    token_rotation_enabled: true,
  });
});

test('apart from that the two are the same', () => {
  const { redirect_urls: _urls, ...oauth_config } = several.oauth_config;
  const { event_subscriptions, ...settings } = several.settings;
  const alike = {
    ...several,
    oauth_config,
    settings: {
      ...settings,
      event_subscriptions: { ...event_subscriptions, bot_events: ['app_home_opened'] },
      org_deploy_enabled: false,
      token_rotation_enabled: false,
    },
  };
  expect(alike).toEqual(one);
});

test('every permission is defended in the instructions', async () => {
  const guide = await readFile('docs/slack.md', 'utf8');
  for (const scope of botScopes) expect(guide).toContain(`| \`${scope}\` |`);
});
