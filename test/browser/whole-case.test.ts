import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedPracticeClient, installedPracticeTeams } from '../../demo/install.ts';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { policyNamed } from '../../src/compose/known-boards.ts';
import { chromiumOnPath } from '../support/programs.ts';
import { startBrowser } from './browser.ts';
import { slackScreen } from './slack-screen.ts';
import { raise, settle, type Side } from './story.ts';
import { teamsScreen } from './teams-screen.ts';

/*
 * The whole system as people meet it: a real browser on the practice Slacks and the practice Teams. What is typed, pressed
 * and filled in is found by the words on the screen alone.
 */
const needed = [chromiumOnPath(), installedPracticeClient(), installedPracticeTeams()];

describe.skipIf(needed.includes(undefined))(
  'a case that two people settle on their screens',
  { timeout: 180_000 },
  () => {
    let folder: string;
    let demo: Demo;
    let browser: Browser;
    let amara: Side;
    let tom: Side;
    let rowan: Side;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'concordat-browser-'));
      demo = await startDemo({
        folder,
        board: await policyNamed('redbridge'),
        fresh: false,
        log: () => undefined,
      });
      browser = await startBrowser();
      const [council, hospital] = demo.workspaces.map(({ url }) => url);
      const police = demo.teams.find(({ person }) => person.name === 'Rowan Ashdown')?.url;
      amara = {
        screen: await slackScreen(browser, council ?? '', 'Amara Quill'),
        name: 'Amara Quill',
        agency: 'Northbrook',
      };
      tom = {
        screen: await slackScreen(browser, hospital ?? '', 'Tom Pennywort'),
        name: 'Tom Pennywort',
        agency: 'St Aldhelm',
      };
      rowan = { screen: await teamsScreen(browser, police ?? ''), name: 'Rowan Ashdown', agency: 'Eastmere' };
    }, 180_000);
    afterAll(async () => {
      await browser.close();
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test.each([
      ['Slack, with somebody in another Slack', () => [amara, tom] as const, '/escalate'],
      ['Teams, with somebody in Slack', () => [rowan, tom] as const, 'escalate'],
      ['Slack, with somebody in Teams', () => [amara, rowan] as const, '/escalate'],
    ])('raised in %s, it is spoken about, agreed, confirmed and closed', async (_how, sides, command) => {
      const [raiser, receiver] = sides();
      const reference = await raise(raiser, receiver, command);
      await settle(raiser, receiver, reference);
      const { cases } = demo.bot.services;
      const found = await cases.load((await cases.idOfReference(reference)) ?? '');
      expect(found?.entries.at(-1)?.event).toMatchObject({ type: 'CaseClosed', how: 'resolved' });
    });
  },
);
