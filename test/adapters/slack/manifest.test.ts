import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { slackPath } from '../../../src/adapters/slack/app.ts';

const manifest: unknown = parse(await readFile('manifest/slack.yaml', 'utf8'));

test('the manifest is one that Slack takes', async () => {
  const schema: unknown = JSON.parse(
    await readFile('test/fixtures/slack/manifest.schema.1.0.0.json', 'utf8'),
  );
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(schema as object);
  validate(manifest);
  expect(validate.errors).toBeNull();
  expect(validate({ ...(manifest as object), permissions: ['everything'] })).toBe(false);
});

test('every request goes to the one path that the bot answers', () => {
  const addresses = [...JSON.stringify(manifest).matchAll(/"(?:request_)?url":"([^"]+)"/gu)].map(
    ([, url]) => url,
  );
  expect(addresses).toHaveLength(3);
  expect(addresses.every((url) => url?.endsWith(slackPath) === true)).toBe(true);
});

test('the bot asks for what it uses and for nothing that reads conversations', () => {
  expect(manifest).toMatchObject({
    features: { app_home: { messages_tab_read_only_enabled: true } },
    oauth_config: {
      scopes: { bot: ['commands', 'chat:write', 'im:write', 'users:read', 'users:read.email'] },
    },
    settings: { event_subscriptions: { bot_events: ['app_home_opened'] } },
  });
  expect(JSON.stringify(manifest)).not.toContain('history');
});

test('every permission is defended in the instructions', async () => {
  const guide = await readFile('docs/slack.md', 'utf8');
  for (const scope of ['commands', 'chat:write', 'im:write', 'users:read', 'users:read.email']) {
    expect(guide).toContain(`| \`${scope}\` |`);
  }
});
