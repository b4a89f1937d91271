import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClearStateStore } from '@slack/oauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { slackChat } from '../../../src/adapters/slack/chat.ts';
import { exchangeTokens, workspacesOf } from '../../../src/adapters/slack/exchange.ts';
import { freshTokens } from '../../../src/adapters/slack/fresh-tokens.ts';
import { installedPlaces } from '../../../src/adapters/slack/installed-places.ts';
import { installPath, redirectPath, slackInstaller } from '../../../src/adapters/slack/installer.ts';
import { noteRemoval } from '../../../src/adapters/slack/removed.ts';
import type { Installations } from '../../../src/flows/installations.ts';
import { memoryInstallations } from '../../support/memory/memory-installations.ts';
import { startStubSlack, type StubSlack } from '../../support/stub-slack.ts';

/* The pages of an install, as a browser meets them: what ends well is kept, and whatever else happens is one clear page. */

const stateSecret = 'a-state-secret-for-this-test-only-000000';
const client = { clientId: '1.2', clientSecret: 'the-client-secret' };
const now = new Date();

let slack: StubSlack;
let server: Server;
let base: string;
let installations: Installations;
let handle: ReturnType<typeof slackInstaller>['paths'];
let logged: string[];

beforeAll(async () => {
  slack = await startStubSlack({
    workspaces: [],
    people: [{ id: 'U0JO', teamId: 'T0NORTH', email: 'jo.marsh@example.org' }],
  });
  server = createServer((request, response) => {
    handle[(request.url ?? '').split('?', 1)[0] ?? '']?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await slack.stop();
});
beforeEach(() => {
  slack.reset();
  logged = [];
  installations = memoryInstallations();
  handle = slackInstaller({
    client,
    stateSecret,
    baseUrl: base,
    installations,
    isListed: (workspace) => workspace === 'T0LISTED',
    slashCommand: '/escalate',
    connection: connection(),
    clock: { now: () => now },
  }).paths;
});
afterEach(() => {
  for (const secret of [client.clientSecret, stateSecret, 'xoxb-', 'xoxe-', 'code-'])
    expect(logged.join('\n')).not.toContain(secret);
});

function connection() {
  const note = (fields: object, says: string): void => void logged.push(JSON.stringify({ ...fields, says }));
  return { apiUrl: slack.apiUrl, log: { info: note, warn: note, error: note } };
}

type Shown = { readonly status: number; readonly headers: Headers; readonly html: string };

async function open(path: string, cookie?: string): Promise<Shown> {
  const response = await fetch(`${base}${path}`, {
    redirect: 'manual',
    headers: cookie === undefined ? {} : { cookie },
  });
  return { status: response.status, headers: response.headers, html: await response.text() };
}
const heading = ({ html }: Shown) => plain(/<h1>(.*?)<\/h1>/u.exec(html)?.[1] ?? '');
const reads = ({ html }: Shown) => plain(html.slice(html.search(/<main\b/u)).replace(/<[^>]+>/gu, ' '));
const linkOf = ({ html }: Shown) => plain(/<a class="go" href="([^"]*)"/u.exec(html)?.[1] ?? '');
const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (html: string) => html.replace(/&([a-z]+|#39);/gu, (_, sign: string) => signs[sign] ?? '');

/** Goes to Slack as far as its own page. */
async function begin() {
  const page = await open(installPath);
  const [cookie = ''] = (page.headers.get('set-cookie') ?? '').split(';');
  const link = linkOf(page);
  const state = new URL(link).searchParams.get('state') ?? '';
  return { page, cookie, link, state };
}
const back = (query: Readonly<Record<string, string>>, cookie?: string) =>
  open(`${redirectPath}?${new URLSearchParams(query).toString()}`, cookie);

const answer = (id: string, name: string, more: object = {}) => ({
  access_token: `xoxb-${id}`,
  token_type: 'bot',
  scope: 'commands',
  bot_user_id: `U${id}`,
  team: { id, name },
  enterprise: null,
  is_enterprise_install: false,
  authed_user: { id: 'U0ADMIN' },
  ...more,
});
const organisation = answer('E0COUNTY', '', {
  team: null,
  enterprise: { id: 'E0COUNTY', name: 'Exampleshire' },
  is_enterprise_install: true,
});

async function install(granted: object): Promise<Shown> {
  const { state, cookie } = await begin();
  return back({ code: slack.grant({ ...granted }), state }, cookie);
}

describe('an install', () => {
  test('begins with a page that says what Concordat is and what Slack will ask, and leads to Slack', async () => {
    const { page, link, cookie } = await begin();
    expect([page.status, heading(page)]).toEqual([200, 'Add Concordat to your Slack workspace']);
    const url = new URL(link);
    expect(url.pathname).toBe('/oauth/v2/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: '1.2',
      scope: 'commands,chat:write,im:write,users:read,users:read.email',
      redirect_uri: `${base}${redirectPath}`,
    });
    expect(cookie).toContain(url.searchParams.get('state'));
  });

  test('ends with a page that names the workspace, and what its agency must do when nobody lists it', async () => {
    const page = await install(answer('T0NORTH', 'Northbrook'));
    expect([page.status, heading(page)]).toEqual([200, 'Concordat is installed in Northbrook (T0NORTH)']);
    expect(reads(page)).toContain('list the workspace id T0NORTH for your agency');
    expect(reads(page)).toContain('a stranger to Concordat');
    expect(installations.all()).toMatchObject([{ place: 'T0NORTH', wide: false, botId: 'BT0NORTH' }]);
    expect(installations.tokensOf('T0NORTH')).toEqual({ access: 'xoxb-T0NORTH' });
  });

  test('asks nothing more of somebody whose workspace the directory lists', async () => {
    const page = await install(answer('T0LISTED', 'Trust'));
    expect(reads(page)).toContain('The directory lists this workspace');
    expect(reads(page)).not.toContain('Ask the board’s office');
  });

  test('keeps the refresh token and when the token runs out', async () => {
    await install(answer('T0NORTH', 'N', { refresh_token: 'xoxe-1', expires_in: 43_200 }));
    const { refresh, runsOutAt } = installations.tokensOf('T0NORTH') ?? {};
    expect(refresh).toBe('xoxe-1');
    const left = (runsOutAt?.getTime() ?? 0) - now.getTime();
    expect(left).toBeGreaterThan(43_100_000);
  });

  test('when it is repeated, then the new token counts', async () => {
    await install(answer('T0NORTH', 'Northbrook'));
    const page = await install(answer('T0NORTH', 'Northbrook', { access_token: 'xoxb-second' }));
    expect(page.status).toBe(200);
    expect(installations.tokensOf('T0NORTH')).toEqual({ access: 'xoxb-second' });
    expect(installations.all()).toHaveLength(1);
  });

  test('for a whole organisation says that each workspace has to be added and listed', async () => {
    const page = await install(organisation);
    expect(heading(page)).toBe('Concordat is installed for Exampleshire (E0COUNTY)');
    expect(reads(page)).toContain('adds Concordat to each workspace');
    expect(installations.all()).toMatchObject([{ place: 'E0COUNTY', wide: true }]);
  });

  test('shows the name of a workspace as it is, whatever is in it', async () => {
    const name = `<script>alert("1")</script> & 'co'`;
    const page = await install(answer('T0NORTH', name));
    expect(heading(page)).toBe(`Concordat is installed in ${name} (T0NORTH)`);
    expect(page.html).not.toContain('<script');
  });
});

describe('an install that is not finished', () => {
  const nothing = () => {
    expect(installations.all()).toEqual([]);
  };
  const oldState = async () =>
    new ClearStateStore(stateSecret).generateStateParam({ scopes: [] }, new Date(Date.now() - 11 * 60_000));

  test.each<[string, () => Promise<Shown>, number, string]>([
    [
      'cancelled at Slack',
      () => back({ error: 'access_denied', state: 'x' }),
      403,
      'The install was cancelled',
    ],
    [
      'come back without a code',
      async () => {
        const { state, cookie } = await begin();
        return back({ state }, cookie);
      },
      400,
      'Slack did not finish the install',
    ],
    [
      'come back without a state',
      () => back({ code: slack.grant(answer('T0NORTH', 'N')) }),
      400,
      'This install was not begun here, or too long ago',
    ],
    [
      'come back with another’s state',
      async () => {
        const { cookie } = await begin();
        return back({ code: slack.grant(answer('T0NORTH', 'N')), state: (await begin()).state }, cookie);
      },
      400,
      'This install was not begun here, or too long ago',
    ],
    [
      'come back in another browser',
      async () => back({ code: slack.grant(answer('T0NORTH', 'N')), state: (await begin()).state }),
      400,
      'This install was not begun here, or too long ago',
    ],
    [
      'come back with a state that we did not sign',
      async () => {
        const state = await new ClearStateStore('another secret of somebody else').generateStateParam(
          { scopes: [] },
          new Date(),
        );
        return back({ code: slack.grant(answer('T0NORTH', 'N')), state }, `slack-app-oauth-state=${state}`);
      },
      400,
      'This install was not begun here, or too long ago',
    ],
    [
      'come back after eleven minutes',
      async () => {
        const state = await oldState();
        return back({ code: slack.grant(answer('T0NORTH', 'N')), state }, `slack-app-oauth-state=${state}`);
      },
      400,
      'This install was not begun here, or too long ago',
    ],
    [
      'come back with a code that Slack does not know',
      async () => {
        const { state, cookie } = await begin();
        return back({ code: 'made up', state }, cookie);
      },
      502,
      'The install could not be finished',
    ],
    [
      'without an answer of Slack’s',
      async () => {
        slack.fail('oauth.v2.access', { kind: 'answer-lost' });
        return install(answer('T0NORTH', 'N'));
      },
      502,
      'The install could not be finished',
    ],
    [
      'with a token that does not answer',
      async () => {
        slack.fail('auth.test', { kind: 'code', code: 'invalid_auth' });
        return install(answer('T0NORTH', 'N'));
      },
      502,
      'The install could not be finished',
    ],
    [
      'without a bot in it',
      () => install(answer('T0NORTH', 'N', { bot_user_id: undefined })),
      502,
      'The install could not be finished',
    ],
  ])('%s: one clear page, a way to begin again, and nothing kept', async (_, act, status, title) => {
    const page = await act();
    expect([page.status, heading(page)]).toEqual([status, title]);
    expect(linkOf(page)).toBe(`${base}${installPath}`);
    nothing();
  });

  test('when the same way back is opened twice, then the second time is refused, and the first still counts', async () => {
    const { state, cookie } = await begin();
    const query = { code: slack.grant(answer('T0NORTH', 'N')), state };
    expect((await back(query, cookie)).status).toBe(200);
    // A browser has lost the cookie by now; somebody who kept it has a code that is used up.
    expect((await back(query)).status).toBe(400);
    expect((await back(query, cookie)).status).toBe(502);
    expect(installations.tokensOf('T0NORTH')).toEqual({ access: 'xoxb-T0NORTH' });
  });

  test('when it cannot be kept, then it is not called installed', async () => {
    Object.assign(installations, {
      keep: () => Promise.reject(new Error('the database said: xoxb-T0NORTH')),
    });
    expect(heading(await install(answer('T0NORTH', 'N')))).toBe('The install could not be finished');
    nothing();
  });

  test('only looking is answered', async () => {
    const response = await fetch(`${base}${installPath}`, { method: 'POST' });
    expect(response.status).toBe(405);
  });
});

describe('every page', () => {
  test('is kept nowhere, framed nowhere, found nowhere, and fetches nothing', async () => {
    const pages = [
      await open(installPath),
      await install(organisation),
      await back({ error: 'access_denied' }),
    ];
    for (const { headers, html } of pages) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/u,
      );
      expect(html).toContain('<html lang="en-GB">');
      expect(html.match(/<h1>/gu)).toHaveLength(1);
      expect(html.match(/<main\b/gu)).toHaveLength(1);
      expect(html).not.toMatch(/<(script|img|link|iframe|form)\b/u);
    }
  });
});

describe('people in an organisation that has the bot as a whole', () => {
  const jo = { platform: 'slack', space: 'T0NORTH', user: 'U0JO' } as const;
  const message = { summary: 'Something is yours to do.', blocks: [] };

  async function organised() {
    const wide = await startStubSlack({
      workspaces: [
        { teamId: 'E0COUNTY', botToken: 'xoxb-wide', botId: 'B0', botUserId: 'U0', workspaces: ['T0NORTH'] },
      ],
      people: [{ id: 'U0JO', teamId: 'T0NORTH', email: 'jo.marsh@example.org' }],
    });
    const { log } = connection();
    const connected = { apiUrl: wide.apiUrl, log };
    let moment = now.getTime();
    const clock = { now: () => new Date(moment) };
    const tokens = freshTokens({
      installations,
      exchange: (refresh) => exchangeTokens(client, refresh, connected, clock.now),
      clock,
      log,
    });
    const installationOf = installedPlaces({
      installations,
      tokens,
      workspacesOf: (token) => workspacesOf(token, connected),
      clock,
    });
    await installations.keep(
      {
        place: 'E0COUNTY',
        wide: true,
        name: 'Exampleshire',
        botId: 'B0',
        botUserId: 'U0',
        tokens: { access: 'xoxb-wide' },
      },
      now,
    );
    return {
      wide,
      installationOf,
      chat: slackChat({ installationOf, connection: connected, clock }),
      minutesPass: (minutes: number) => void (moment += minutes * 60_000),
    };
  }

  test('are found and written to by their own workspace, which every call names', async () => {
    const { wide, chat } = await organised();
    expect(await chat.find({ platform: 'slack', id: 'T0NORTH' }, 'jo.marsh@example.org')).toEqual(jo);
    expect(await chat.send(jo, message)).toMatchObject({ kind: 'sent' });
    for (const method of ['users.lookupByEmail', 'users.info', 'chat.postMessage'])
      expect(wide.callsOf(method).map(({ args }) => args['team_id'])).toEqual(['T0NORTH']);
    await wide.stop();
  });

  test('which workspaces the organisation has is asked once and kept, and asked again in five minutes before a no', async () => {
    const { wide, chat, minutesPass } = await organised();
    const elsewhere = { ...jo, space: 'T0FAR' };
    expect(await chat.send(elsewhere, message)).toMatchObject({ kind: 'never' });
    expect(await chat.send(elsewhere, message)).toMatchObject({ kind: 'never' });
    expect(wide.callsOf('auth.teams.list')).toHaveLength(1);
    expect(installations.all()).toMatchObject([{ workspaces: ['T0NORTH'] }]);
    minutesPass(5);
    await chat.send(elsewhere, message);
    expect(wide.callsOf('auth.teams.list')).toHaveLength(2);
    await wide.stop();
  });

  test('somebody who does something is found by what Slack names, before anything is known of the workspaces', async () => {
    const { wide, installationOf } = await organised();
    expect(await installationOf('T0NEW', 'E0COUNTY')).toMatchObject({
      botToken: 'xoxb-wide',
      naming: 'T0NEW',
    });
    await wide.stop();
  });

  test('a workspace’s own install comes first, and the organisation’s steps in when it is removed', async () => {
    const { wide, installationOf } = await organised();
    const own = {
      place: 'T0NORTH',
      wide: false,
      name: 'N',
      botId: 'B1',
      botUserId: 'U1',
      tokens: { access: 'xoxb-own' },
    };
    await installations.noteWorkspaces('E0COUNTY', ['T0NORTH', 'T0SOUTH']);
    await installations.keep(own, now);
    expect(await installationOf('T0NORTH')).toMatchObject({ botToken: 'xoxb-own' });
    const later = new Date(now.getTime() + 60_000);
    expect(await noteRemoval(installations, { place: 'T0NORTH', at: later })).toMatchObject({ spaces: [] });
    expect(await installationOf('T0NORTH')).toMatchObject({ botToken: 'xoxb-wide' });
    expect(await noteRemoval(installations, { place: 'E0COUNTY', at: later })).toMatchObject({
      spaces: ['T0NORTH', 'T0SOUTH'],
    });
    expect(await installationOf('T0SOUTH')).toMatchObject({ kind: 'not-installed' });
    await wide.stop();
  });
});
