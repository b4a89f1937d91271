import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../src/directory/directory.ts';
import type { Account } from '../../src/flows/chat-input.ts';
import * as slack from '../fixtures/slack/payloads.ts';
import * as teams from '../fixtures/teams/activities.ts';
import { caseOf, raise } from '../support/platforms/play.ts';
import { conversationOf, memberOf } from '../support/platforms/teams-client.ts';
import { failedConversation, openWorld, type World } from '../support/platforms/world.ts';
import { changed, changes, isUnpolluted, oddValue, runs, sameEachTime, tell } from './odd.ts';

/*
 * The real way in over HTTP, with signatures and tokens that are right, and bodies that nobody honest sends: from a stranger, and
 * from a colleague who has no part in the case that is named in them. Whatever comes, the bot goes on, and nothing is written.
 */

const usual = 20;
/** Bolt waits three seconds for what nobody listens to: several are sent together, which is also how they would come. */
const atOnce = 10;
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const texts = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

describe.each<{ platform: Platform; who: readonly string[] }>([
  { platform: 'slack', who: ['stranger', 'isobel.crane'] },
  { platform: 'teams', who: ['stranger', 'isobel.crane'] },
  { platform: 'email', who: ['isobel.crane'] },
])('signed rubbish on $platform', { timeout: 900_000 }, ({ platform, who }) => {
  let world: World;
  let caseId: string;
  beforeAll(async () => {
    world = await openWorld({ on: () => platform });
    ({ caseId } = await caseOf(world, await raise(world)));
    // Whoever signs in last is whose browser sends what follows.
    if (platform === 'email') await world.client('isobel.crane').openHome();
  });
  afterAll(async () => {
    // What Slack would not take of it (a trigger that was used, somebody who is not there) is none of our concern here.
    await world.end().catch(() => undefined);
  });

  /** How much there is of all that counts as written. Who an account belongs to, and that somebody was refused, are noted of anybody. */
  const written = () => {
    const { entries, figures, commandIds, effects, texts: sealed, drafts, setInChat } = world.tables;
    const kept = [entries, figures, commandIds, effects, sealed, drafts].map(({ size }) => size);
    const records = [...entries.values()].map(({ length }) => length);
    return JSON.stringify([...kept, setInChat.length, ...records]);
  };

  test('is answered, never breaks the bot, and writes nothing', async () => {
    const accounts = who.map((name) => world.accountOf(name)).filter((one) => one !== undefined);
    const recorded = accounts.flatMap((account) => payloadsOf(platform, account, caseId));
    const body = fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(fc.constantFrom(...recorded), changes)
          .map(([payload, all]) => bodyOf(platform, changed(payload, all))),
      },
      { weight: 1, arbitrary: oddValue.map((one) => [JSON.stringify({ one }), json] as const) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((one) => [one, form] as const) },
      { weight: 1, arbitrary: fc.constant([`{"a":${'['.repeat(50_000)}`, json] as const) },
    );
    const bodies = fc.array(body, { minLength: atOnce, maxLength: atOnce });
    const before = written();
    const faults = world.faults.length;
    const statuses = new Map<number, number>();
    const numRuns = runs(usual);
    const began = performance.now();
    await fc.assert(
      fc.asyncProperty(bodies, async (sent) => {
        const answers = await Promise.all(sent.map(([text, type]) => world.sendRaw(platform, text, type)));
        for (const status of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect([200, 400, 401, 403, 404, 413, 500, 501]).toEqual(expect.arrayContaining(answers));
        expect(world.faults.slice(faults).filter(isOurs)).toEqual([]);
        expect(written()).toBe(before);
      }),
      { numRuns: Math.ceil(numRuns / atOnce), endOnFailure: true, ...sameEachTime(usual) },
    );
    tell(
      `signed requests on ${platform} (${[...statuses].map(([a, b]) => `${a}: ${b}`).join(', ')})`,
      numRuns,
      performance.now() - began,
    );
    expect(isUnpolluted()).toBe(true);
    // What is refused at the door would prove little: enough of it came as far as the conversations.
    expect(statuses.get(200)).toBeGreaterThan(numRuns / 4);
    // And the bot still answers whoever is entitled.
    expect((await world.client('tom.pennywort').openHome()).words).toContain('case');
  });
});

/**
 * Bolt gives up on what Slack never sends, and neither platform can be asked to answer where nobody is: that is a 500, which is
 * logged and harms nobody. The conversations themselves fail at nothing.
 */
function isOurs(fault: string): boolean {
  return fault.startsWith(failedConversation);
}

/** Recorded payloads as they would come from somebody here, about the case that is here. */
function payloadsOf(platform: Platform, account: Account, caseId: string): readonly object[] {
  if (platform === 'email') return pagesOf(caseId);
  const { space, user } = account;
  const [all, from, ids] =
    platform === 'slack'
      ? [
          [slack.press, slack.pagePress, slack.submission, slack.command, slack.homeOpened],
          ['T0NORTH', 'U0JO'],
          slack.act,
        ]
      : [
          [
            teams.actPress,
            teams.formPress,
            teams.putAwayPress,
            teams.olderPress({ concordat: { act: teams.act } }),
          ],
          [teams.tenant, teams.account.user],
          teams.act,
        ];
  return all.map((payload) => {
    const text = JSON.stringify(payload)
      .replaceAll(from[0] ?? '', space)
      .replaceAll(from[1] ?? '', user)
      .replaceAll(ids.caseId, caseId)
      // Nobody is asked here who is not on this machine: what is answered there is lost at once.
      .replaceAll('https://hooks.slack.com', 'http://127.0.0.1:9')
      .replaceAll(teams.serviceUrl.replace(teams.tenant, space), 'SERVICE_URL')
      .replaceAll(teams.ownChat, platform === 'teams' ? conversationOf(account) : '')
      .replaceAll(teams.message.from.id, platform === 'teams' ? memberOf(account) : '')
      .replaceAll('\\"do\\":\\"raise\\"', `\\"do\\":\\"log-discussion\\",\\"caseId\\":\\"${caseId}\\"`)
      .replaceAll('"act":{"do":"raise"}', `"act":{"do":"log-discussion","caseId":"${caseId}"}`);
    return JSON.parse(text) as object;
  });
}

/** What the pages of somebody send who has e-mail: a press, a form, a command and a look at their home. */
function pagesOf(caseId: string): readonly object[] {
  const head = { page: 'page-1', of: '' };
  const act = { do: 'log-discussion', caseId };
  return [
    { ...head, press: act },
    { ...head, press: { do: 'acknowledge', caseId, on: '1:acknowledge' } },
    {
      ...head,
      do: 'send',
      form: { form: { act, step: 'fields' }, asks: [{ id: 'summary', kind: 'text' }] },
      'field:summary': 'Nothing that anybody said.',
    },
    { ...head, do: 'type', text: `show ${caseId}` },
    { ...head, do: 'home' },
  ];
}

function bodyOf(platform: Platform, payload: object): readonly [string, string] {
  // A wrong key is refused at the door.
  if (platform === 'email') return [`key=SESSION_KEY&${fieldsOf(payload)}`, form];
  if (platform === 'teams' || 'event' in payload) return [JSON.stringify(payload), json];
  if (!('command' in payload)) return [texts(payload), form];
  return [fieldsOf(payload), form];
}

function fieldsOf(payload: object): string {
  return new URLSearchParams(
    Object.entries(payload).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value ?? null),
    ]),
  ).toString();
}
