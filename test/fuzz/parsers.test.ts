import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { readBounce } from '../../src/adapters/email/read-bounce.ts';
import { readDeed } from '../../src/adapters/email/read-post.ts';
import { readInput as readSlack } from '../../src/adapters/slack/read-input.ts';
import { readRemoval } from '../../src/adapters/slack/read-removal.ts';
import { activityShape } from '../../src/adapters/teams/activity.ts';
import { parseObject } from '../../src/adapters/teams/parse-object.ts';
import { readInput as readTeams } from '../../src/adapters/teams/read-input.ts';
import { readChatCommand } from '../../src/flows/chat-command.ts';
import { cookieIn, whoseRequest } from '../../src/pages/whose-request.ts';
import * as slack from '../fixtures/slack/payloads.ts';
import * as teams from '../fixtures/teams/activities.ts';
import { changed, changes, isUnpolluted, oddValue, runs, tell } from './odd.ts';

/* Whatever comes is read as one of a few things or refused as a whole: no reader throws, and none changes what it does not own. */

const at = new Date('2026-12-22T10:00:00Z');
const slackPayloads = Object.values(slack).filter((one) => typeof one === 'object' && 'team' in one);
const slackEvents = [slack.command, slack.homeOpened, slack.directMessage];
const recorded = [...slackPayloads, ...slackEvents];
const activities = Object.values(teams).filter((one) => typeof one === 'object' && 'type' in one);
const removal = {
  ...slack.homeOpened,
  event: { type: 'tokens_revoked', tokens: { bot: ['U0BOT'], oauth: [] } },
};

const usual = 2_000;

function holds<T>(what: string, input: fc.Arbitrary<T>, check: (input: T) => void): void {
  const numRuns = runs(usual);
  const began = performance.now();
  fc.assert(fc.property(input, check), { numRuns });
  tell(what, numRuns, performance.now() - began);
}

/** The parts of an input that are kept or looked up are no longer than what was let through. */
function isBounded(input: object): void {
  const { id, account } = input as { readonly id?: string; readonly account?: { readonly user: unknown } };
  if (id !== undefined) expect(id.length).toBeLessThan(1_200);
  if (account !== undefined) expect(typeof account.user).toBe('string');
}

describe('whatever is sent', { timeout: 600_000 }, () => {
  afterEach(() => expect(isUnpolluted()).toBe(true));

  test('in place of a payload of Slack is read or named as none of ours', () => {
    const kinds = ['command', 'pressed', 'submitted', 'home-opened', 'unsupported'];
    const payload = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(fc.constantFrom(...recorded), changes).map(([one, all]) => changed(one, all)),
      },
      { weight: 1, arbitrary: oddValue },
    );
    holds('Slack payloads', payload, (sent) => {
      const input = readSlack(sent, at, '/escalate');
      expect(kinds).toContain(input.kind);
      isBounded(input);
    });
  });

  test('in place of news that the bot was removed from Slack names a place and a moment, or is none', () => {
    holds('Slack removals', changes, (all) => {
      const read = readRemoval(changed(removal, all));
      if (read === undefined) return;
      expect(typeof read.place).toBe('string');
      expect(Number.isNaN(read.at.getTime())).toBe(false);
    });
  });

  test('in place of an activity of Teams is read, named as none of ours, or refused', () => {
    const kinds = ['bot-added', 'bot-removed', 'command', 'home-opened', 'pressed', 'put-away', 'submitted'];
    const text = fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...activities), changes)
          .map(([one, all]) => JSON.stringify(changed(one, all))),
      },
      {
        weight: 1,
        arbitrary: fc.oneof(
          fc.string({ unit: 'binary' }),
          oddValue.map((one) => JSON.stringify(one)),
        ),
      },
    );
    holds('Teams activities', text, (body) => {
      const parsed = activityShape.safeParse(parseObject(body)).data;
      if (parsed === undefined) return;
      const input = readTeams(parsed, teams.tenant, at, '/escalate');
      expect([...kinds, 'too-long', 'unsupported']).toContain(input.kind);
      isBounded(input);
      if ('account' in input) expect(input.account.space).toBe(teams.tenant);
    });
  });

  test('in place of a form of a page is a deed or none, with answers to what it asked and no others', () => {
    const form = { form: slack.context, asks: [{ id: 'issue', kind: 'text' }] };
    const carried = fc.oneof(
      changes.map((all) => JSON.stringify(changed(form, all))),
      fc.constant(JSON.stringify(form)),
      fc.string({ unit: 'binary' }),
    );
    const name = fc.constantFrom(
      'field:issue',
      'field:__proto__',
      'field:',
      'do',
      'press',
      'text',
      '__proto__',
    );
    const others = fc.array(
      fc.tuple(name, fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'.repeat(20_000)))),
    );
    const fields = fc.tuple(carried, fc.constantFrom('send', 'type', 'home', 'other'), others);
    holds('forms of pages', fields, ([carry, does, rest]) => {
      const sent = new URLSearchParams(
        [['do', does], ['form', carry], ...rest].map(([a, b]): [string, string] => [a ?? '', b ?? '']),
      );
      const deed = readDeed(sent);
      if (deed?.kind !== 'submitted') return;
      for (const answer of Object.values(deed.answers))
        for (const one of [answer].flat()) expect((one ?? '').length).toBeLessThanOrEqual(10_000);
    });
  });

  test('in the head of a request for a page says where it is from, and which cookie is ours', () => {
    const head = fc.record({
      'x-forwarded-for': fc.string({ unit: 'binary' }),
      cookie: fc.string({ unit: 'binary' }),
    });
    holds('heads of requests', fc.tuple(head, fc.nat(3)), ([headers, proxies]) => {
      const request = { headers, socket: { remoteAddress: '192.0.2.1' } } as never;
      expect(typeof whoseRequest(request, proxies)).toBe('string');
      expect(['string', 'undefined']).toContain(typeof cookieIn(request, 'concordat'));
    });
  });

  test('as a typed command is a command or said back', () => {
    holds(
      'typed commands',
      fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'.repeat(50_000))),
      (text) => {
        expect(typeof readChatCommand(text).kind).toBe('string');
      },
    );
  });

  test('as an e-mail that came back is a report or none', async () => {
    const mail = readFileSync(new URL('../fixtures/email/postfix-failed.eml', import.meta.url));
    const cut = fc.tuple(fc.nat(mail.length), fc.uint8Array({ maxLength: 200 }), fc.nat(400));
    const numRuns = runs(200);
    const began = performance.now();
    await fc.assert(
      fc.asyncProperty(cut, async ([where, bytes, gone]) => {
        const raw = Buffer.concat([mail.subarray(0, where), bytes, mail.subarray(where + gone)]);
        expect(['failed', 'passing', 'no-report']).toContain((await readBounce(raw)).kind);
      }),
      { numRuns },
    );
    tell('e-mails that came back', numRuns, performance.now() - began);
  });
});
