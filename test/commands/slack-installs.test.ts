import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSlackManifest } from '../../src/adapters/files/slack-manifest.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import {
  checkInstallAddress,
  checkInstallations,
  type KeptInstallation,
} from '../../src/commands/checks/slack-installs.ts';
import type { Installation } from '../../src/flows/installations.ts';
import { at } from '../policy/policies.ts';
import { startStubSlack, type StubSlack } from '../support/stub-slack.ts';

/* What `concordat doctor` says of the places in which the bot is installed. */

const now = at('2026-12-22T10:00');
const installedAt = at('2026-12-21T09:00');
const council: Installation = {
  place: 'T01COUNCIL',
  wide: false,
  name: 'Northbrook Council',
  botId: 'B1',
  botUserId: 'U1',
  workspaces: [],
  installedAt,
};
const tokens = { access: 'xoxb-council' };

let slack: StubSlack;
beforeAll(async () => {
  slack = await startStubSlack({
    workspaces: [{ teamId: 'T01COUNCIL', botToken: 'xoxb-council', botId: 'B1', botUserId: 'U1' }],
  });
});
afterAll(() => slack.stop());

async function said(
  kept: readonly KeptInstallation[],
  spaces: readonly string[],
): Promise<readonly string[]> {
  const connection = { apiUrl: slack.apiUrl, log: openLog('silent') };
  const where = { baseUrl: 'https://concordat.example.org', connection, manifest: await readSlackManifest() };
  const findings = await checkInstallations(kept, where, spaces, now);
  const lines = findings.map(({ state, says }) => `${state}: ${says}`);
  expect(lines.join('\n')).not.toContain('xox');
  return lines.slice(1);
}
const since = 'Northbrook Council (T01COUNCIL): installed on Monday 21 December 2026, 09:00';

describe('the check of the installations', () => {
  test('says of each since when, and that its token answers', async () => {
    const lines = await said([{ installation: council, tokens }], ['T01COUNCIL']);
    expect(lines[0]).toBe(`ok: ${since}, and its token answers`);
  });

  test('says which listed workspaces have none, and the link to send there', async () => {
    const lines = await said([], ['T01COUNCIL', 'T02HOSPITAL']);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(
      /^wrong: .* T02HOSPITAL, .*opens https:\/\/concordat\.example\.org\/slack\/install$/u,
    );
  });

  test('says of one that nobody lists that its people are strangers', async () => {
    const lines = await said([{ installation: council, tokens }], []);
    expect(lines.at(-1)).toMatch(/^note: .* everybody in it is a stranger\. Add slack: T01COUNCIL/u);
  });

  test('says that a token does not work, and what to do', async () => {
    const [line] = await said([{ installation: council, tokens: { access: 'xoxb-old' } }], ['T01COUNCIL']);
    expect(line).toMatch(/^wrong: .*, and its token does not work: .*invalid_auth.*\/slack\/install$/u);
  });

  test('renews nothing: of a token that has run out it says that it is renewed when it is needed', async () => {
    const runsOutAt = at('2026-12-21T21:00');
    const installation = { ...council, runsOutAt };
    const [line] = await said([{ installation, tokens: { ...tokens, runsOutAt } }], ['T01COUNCIL']);
    expect(line).toBe(`note: ${since}; its token has run out, and is renewed when it is next needed`);
    expect(slack.callsOf('oauth.v2.access')).toEqual([]);
  });

  test('says that one must be installed again, or was removed, or does not open', async () => {
    const spent = { ...council, spentAt: at('2026-12-21T20:00') };
    expect((await said([{ installation: spent, tokens }], ['T01COUNCIL']))[0]).toMatch(
      /^wrong: .*must be installed again: .*\/slack\/install$/u,
    );
    const removed = { ...council, removedAt: at('2026-12-21T20:00') };
    expect(await said([{ installation: removed }], ['T01COUNCIL'])).toEqual([
      'note: Northbrook Council (T01COUNCIL): the bot was removed on Monday 21 December 2026, 20:00',
      expect.stringContaining('wrong: the directory lists the workspace T01COUNCIL'),
    ]);
    const sealed = 'The Slack token of T01COUNCIL is sealed by "2025a", which is not in CONCORDAT_KEYS.';
    expect((await said([{ installation: council, sealed }], ['T01COUNCIL']))[0]).toBe(
      `wrong: ${since}. ${sealed}`,
    );
  });

  test('counts the workspaces of an organisation as its own', async () => {
    const wide = { ...council, place: 'E01COUNTY', wide: true, workspaces: ['T01COUNCIL'] };
    const lines = await said([{ installation: wide, tokens }], ['T01COUNCIL']);
    expect(lines.filter((line) => line.startsWith('wrong'))).toEqual([]);
  });

  test('wants an address with a certificate, to which Slack sends people back', () => {
    expect(checkInstallAddress('https://concordat.example.org').state).toBe('ok');
    expect(checkInstallAddress('http://localhost:3000').state).toBe('wrong');
  });
});
