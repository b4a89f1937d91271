import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concordatHere } from '../support/command-line.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { startStubSlack, type StubSlack } from '../support/stub-slack.ts';

let database: FreshDatabase;
let slack: StubSlack;
let folder: string;
let file: string;
const workspace = { teamId: 'T01COUNCIL', botToken: 'xoxb-council', botId: 'B01', botUserId: 'U01BOT' };
const jo = { id: 'U0JO', teamId: 'T01COUNCIL', email: 'jo@example.org' };
const directory = `
agencies:
  - { id: council, name: Northbrook Council, sector: adult-social-care, boards: [redbridge], slack: [T01COUNCIL] }
  - { id: trust, name: St Aldhelm's Trust, sector: health, boards: [redbridge], teams: [22222222-2222-4222-8222-222222222222] }
  - { id: homes, name: Northbrook Homes, sector: housing, boards: [redbridge] }
people:
  - { name: Jo Marsh, email: jo@example.org, agency: council }
  - { name: Wilf Rowan, email: wilf@example.org, agency: council }
  - { name: Tom Pennywort, email: tom@example.org, agency: trust }
  - { name: Hana Birch, email: hana@example.org, agency: homes }
`;

beforeAll(async () => {
  database = await freshDatabase();
  slack = await startStubSlack({ workspaces: [workspace], people: [jo] });
  folder = mkdtempSync(join(tmpdir(), 'reach-'));
  file = join(folder, 'directory.yaml');
  writeFileSync(file, directory);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await slack.stop();
  await database.close();
});

const environment = () => ({
  DATABASE_URL: database.url,
  SLACK_SIGNING_SECRET: 'a-signing-secret-of-a-test',
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_API_URL: slack.apiUrl,
});
const ask = (...args: readonly string[]) => concordatHere(['directory', 'check', ...args], environment());

describe('directory check --reach', () => {
  test('of a file before it is imported: who cannot be reached, and what to do; nothing is kept of them', async () => {
    const { exit, out, err } = await ask(file, '--reach');
    expect(exit).toBe(1);
    expect(err).toContain('asked about 4 of 4');
    expect(err).toContain('3 people cannot be reached in chat.');
    expect(out).toContain('right: 3 agencies, 4 people');
    expect(out).not.toContain('Jo Marsh');
    expect(out).toMatch(
      /Wilf Rowan .*has no account .*no open case +install Concordat in Slack \(workspace T01COUNCIL\) if it is not there; if it is, correct the address/u,
    );
    expect(out).toMatch(
      /Hana Birch .*list a Slack workspace, a Microsoft 365 tenant or a mail domain for Northbrook Homes/u,
    );
    expect(out).toMatch(/Tom Pennywort .*they add Concordat in Microsoft Teams/u);
    expect(out).toContain('4 people: 1 can be reached in chat, 3 cannot, of 0 it is not known.');
  });

  test('of the directory in use, also for a program, with since when', async () => {
    expect((await concordatHere(['directory', 'import', file], environment())).exit).toBe(0);
    const { exit, out } = await ask('--reach', '--json');
    expect(exit).toBe(1);
    const found = JSON.parse(out) as { people: number; unreachable: { name: string; since?: string }[] };
    expect(found.people).toBe(4);
    expect(found.unreachable.map(({ name }) => name)).toEqual(['Hana Birch', 'Tom Pennywort', 'Wilf Rowan']);
    for (const { since } of found.unreachable) expect(since).toMatch(/^\d{4}-\d{2}-\d{2}T/u);
  });

  test('an account that was deactivated since is told as that', async () => {
    slack.addPerson({ ...jo, deleted: true });
    const { out } = await ask('--reach');
    expect(out).toMatch(/Jo Marsh .*that Slack account has been deactivated .*restore their account/u);
    slack.addPerson(jo);
  });

  test('everybody can be reached: exit 0', async () => {
    const all = join(folder, 'all.yaml');
    writeFileSync(all, directory.replace(/ {2}- \{ name: (?:Wilf|Tom|Hana).*\n/gu, ''));
    const { exit, out } = await ask(all, '--reach');
    expect(out).toContain('1 person: 1 can be reached in chat, 0 cannot');
    expect(exit).toBe(0);
  });

  test('without the settings of a chat platform it says which are needed; without a file and --reach, what to name', async () => {
    const bare = await concordatHere(['directory', 'check', '--reach'], { DATABASE_URL: database.url });
    expect(bare.exit).toBe(2);
    expect(bare.err).toContain('without a chat platform there is nobody to talk to');
    const { exit, err } = await ask();
    expect(exit).toBe(2);
    expect(err).toContain('Name the file to check, or ask with --reach of the directory in use.');
  });

  test('two people with one address are refused before anybody is asked, with one message', async () => {
    const twice = join(folder, 'twice.yaml');
    writeFileSync(
      twice,
      `${directory}  - { name: Jo Marsh the Other, email: JO@example.org, agency: trust }\n`,
    );
    const { exit, out, err } = await ask(twice, '--reach');
    expect(exit).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(out).toContain('jo@example.org');
    expect(err).not.toContain('asked about');
  });
});
