import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestInPackage } from '../../src/adapters/files/teams-package.ts';
import { concordatHere } from '../support/command-line.ts';

const appId = 'AAAAAAAA-aaaa-4000-8000-aaaaaaaaaaaa';
const enough = ['--organisation', 'Exampleshire Council', '--website', 'https://www.example.org'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concordat-teams-package-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function make(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return concordatHere(['teams-package', ...args], { TEAMS_APP_ID: '', SLASH_COMMAND: '', ...environment });
}

describe('concordat teams-package', () => {
  it('makes a package of the environment’s app id, and says where to take it', async () => {
    const out = join(folder, 'made.zip');
    const ran = await make([...enough, '--out', out], { TEAMS_APP_ID: appId, SLASH_COMMAND: '/disagree' });
    expect(ran).toMatchObject({ exit: 0, err: '' });
    expect(ran.out).toContain('Manage apps');
    const manifest = await manifestInPackage(out);
    expect(manifest.id).toBe(appId.toLowerCase());
    expect(manifest.bots[0].botId).toBe(appId.toLowerCase());
    expect(manifest.bots[0].commandLists[0]?.commands[0]?.title).toBe('disagree');
    expect(manifest.developer).toMatchObject({ privacyUrl: 'https://www.example.org' });
  });

  it('says everything that is missing at once, each with where to find it, and writes nothing', async () => {
    const out = join(folder, 'missing.zip');
    const { exit, err } = await make(['--out', out]);
    expect(exit).toBe(2);
    expect(err.match(/TEAMS_APP_ID|--organisation|--website|--privacy|--terms/g)).toEqual([
      'TEAMS_APP_ID',
      '--organisation',
      '--website',
    ]);
    await expect(readFile(out)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['an app id that is a name', ['--app-id', 'concordat'], 'Application (client) ID such as'],
    ['a website without https', ['--website', 'http://www.example.org'], '--website: should be'],
    ['a privacy notice that is none', ['--privacy', 'on request'], '--privacy: should be'],
    ['a name of 33 letters', ['--organisation', 'o'.repeat(33)], '1 to 32 characters'],
    ['a version below 1', ['--app-version', '0.9.0'], '--app-version: should be'],
  ])('refuses %s', async (_, args, says) => {
    const given = ['--app-id', appId, ...enough, ...args, '--out', join(folder, 'refused.zip')];
    const { exit, err } = await make(given);
    expect(exit).toBe(2);
    expect(err).toContain(says);
    expect(err.trim().split('\n')).toHaveLength(2);
  });

  it('leaves a file that is there, unless it is told to write over it', async () => {
    const out = join(folder, 'there.zip');
    await writeFile(out, 'somebody’s');
    const args = ['--app-id', appId, ...enough, '--out', out];
    expect(await make(args)).toMatchObject({ exit: 1, err: expect.stringContaining('--force') as string });
    expect(await readFile(out, 'utf8')).toBe('somebody’s');
    const { exit, out: said } = await make([...args, '--force', '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(said)).toEqual({ file: out, appId: appId.toLowerCase(), version: '1.0.0' });
    expect((await manifestInPackage(out)).version).toBe('1.0.0');
  });

  it('says that the folder of --out does not exist', async () => {
    const out = join(folder, 'nowhere', 'package.zip');
    const { exit, err } = await make(['--app-id', appId, ...enough, '--out', out]);
    expect(exit).toBe(1);
    expect(err).toContain(out);
  });
});
