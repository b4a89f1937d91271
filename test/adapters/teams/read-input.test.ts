import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activityShape } from '../../../src/adapters/teams/activity.ts';
import { carry, inputOf, writeCarried, writeChoice } from '../../../src/adapters/teams/carry.ts';
import { inOwnChat, isFromBot, tenantOf } from '../../../src/adapters/teams/origin.ts';
import { readAnswers } from '../../../src/adapters/teams/read-answers.ts';
import { readInput } from '../../../src/adapters/teams/read-input.ts';
import type { Field } from '../../../src/flows/chat-message.ts';
import * as sent from '../../fixtures/teams/activities.ts';

const at = new Date('2026-12-22T10:00:00Z');
const parse = (activity: unknown) => activityShape.parse(activity);
const read = (activity: unknown, slashCommand = '/escalate') =>
  readInput(parse(activity), sent.tenant, at, slashCommand);
const typed = (text: string) => read({ ...sent.message, text });
const of = { account: sent.account, channel: sent.ownChat, id: sent.pressedMessage };

test('an id that is no text, and could stand in no address of Teams, is none', () => {
  const half = `${sent.ownChat}\uD800`;
  const { conversation } = sent.message;
  const parsed = activityShape.safeParse({ ...sent.message, conversation: { ...conversation, id: half } });
  expect(parsed.success).toBe(false);
});

describe('what somebody types', () => {
  test('to the bot is a command with its text and its author', () => {
    expect(read(sent.message)).toEqual({
      kind: 'command',
      id: `teams:${sent.ownChat}:1798105200001`,
      account: sent.account,
      at,
      text: 'list',
      typed: 'to-us',
    });
  });

  test.each([
    ['escalate', ''],
    ['/escalate', ''],
    ['/Escalate', ''],
    ['ESCALATE.', ''],
    ['  escalate\u00a0 red 4f7k2 ', 'red 4f7k2'],
    ['\u200bescalate\nhelp', 'help'],
    ['escalate&nbsp;list', 'list'],
    ['escalated again', 'escalated again'],
    ['help', 'help'],
    ['RED-4F7K2', 'RED-4F7K2'],
    ['list', 'list'],
  ])('as “%s” is the command “%s”', (text, command) => {
    expect(typed(text)).toMatchObject({ kind: 'command', text: command, typed: 'to-us' });
  });

  test.each(['cases', 'Cases', 'home', '/home', 'my  cases', 'My cases!'])(
    'as “%s” opens the home view',
    (text) => {
      expect(typed(text)).toMatchObject({ kind: 'home-opened', account: sent.account });
    },
  );

  test('follows the command that the administrator chose', () => {
    expect(read({ ...sent.message, text: 'raise list' }, '/raise')).toMatchObject({ text: 'list' });
    expect(read({ ...sent.message, text: 'escalate list' }, '/raise')).toMatchObject({
      text: 'escalate list',
    });
  });

  test.each([
    ['a group chat', sent.messageInGroup],
    ['a channel', sent.messageInChannel],
    ['a chat between two people', { ...sent.messageInGroup, conversation: sent.twoPeople }],
    [
      'a conversation of no known kind',
      { ...sent.messageInGroup, conversation: { id: 'a:x', tenantId: sent.tenant } },
    ],
  ])('in %s is read without the bot’s name, as typed where others read along', (_where, activity) => {
    expect(read(activity)).toMatchObject({ kind: 'command', text: 'RED-4F7K2', typed: 'elsewhere' });
  });

  test('in a group as no more than the bot’s name, or for the list of cases, is answered in the person’s own chat', () => {
    const group = (text: string) => read({ ...sent.messageInGroup, text: `<at>Concordat</at> ${text}` });
    expect(group('')).toMatchObject({ kind: 'command', text: 'help', typed: 'elsewhere' });
    expect(group('cases')).toMatchObject({ kind: 'command', text: 'list', typed: 'elsewhere' });
  });

  test('of a colleague’s name stays in the text', () => {
    const colleague = { type: 'mention', mentioned: { id: '29:1sam' }, text: '<at>Sam</at>' };
    const activity = { ...sent.messageInGroup, text: '<at>Concordat</at> <at>Sam</at> help' };
    expect(read({ ...activity, entities: [...activity.entities, colleague] })).toMatchObject({
      text: '<at>Sam</at> help',
    });
  });

  test.each([
    ['nothing', undefined],
    ['an empty text', ' \u200b '],
  ])('as %s, such as a picture, is told that words are read', (_what, text) => {
    expect(read({ ...sent.message, text })).toMatchObject({
      kind: 'unsupported',
      says: { summary: expect.stringContaining('typed words only') as string },
    });
  });

  test.each([
    ['letters', 'x'.repeat(100_000)],
    ['spaces', `a${' '.repeat(100_000)}b`],
    ['full stops', `${'.'.repeat(100_000)}x`],
    ['mentions', '<at>Concordat</at>'.repeat(6_000)],
    ['people', '👩🏽‍🚒'.repeat(14_000)],
  ])('as 100 KB of %s is read at once, to its beginning', (_what, text) => {
    const before = performance.now();
    const input = read({ ...sent.messageInGroup, text });
    expect(performance.now() - before).toBeLessThan(200);
    expect(input).toMatchObject({ kind: 'command' });
    expect(input.kind === 'command' && input.text.length).toBeLessThanOrEqual(1000);
    expect(input.kind === 'command' && /\p{Cs}/u.test(input.text)).toBe(false);
  });
});

describe('a press of a button', () => {
  test.each([
    ['in a client of today', sent.actPress, 'f:7480112233445566778'],
    ['in an older client', sent.olderPress({ concordat: { act: sent.act } }), '1798105200004'],
  ])('%s is read with what it is about and the message that it stood in', (_client, activity, id) => {
    expect(read(activity)).toEqual({
      kind: 'pressed',
      id: `teams:${sent.ownChat}:${id}`,
      account: sent.account,
      at,
      act: sent.act,
      of,
    });
  });

  test('in the practice client is read the same way', () => {
    expect(read(sent.practicePress)).toMatchObject({ kind: 'pressed', act: sent.act });
  });

  test('delivered twice has one id, and two presses have two', () => {
    expect(read(sent.actPress)).toEqual(read(structuredClone(sent.actPress)));
    expect(read({ ...sent.actPress, id: 'f:9' })).not.toMatchObject({
      id: `teams:${sent.ownChat}:${sent.actPress.id}`,
    });
  });

  test('that puts a form away is read as that', () => {
    expect(read(sent.putAwayPress)).toMatchObject({ kind: 'put-away', of });
  });

  test('in a card that is no message’s is read without one', () => {
    expect(read({ ...sent.actPress, replyToId: undefined })).not.toHaveProperty('of');
  });

  test.each([
    ['nothing', {}],
    ['another app’s data', { msteams: { type: 'imBack', value: 'yes' } }],
    ['words beside the act', { concordat: { act: { ...sent.act, words: 'She said' } } }],
    ['two things at once', { concordat: { act: sent.act, putAway: true } }],
    ['an id that is too long', { concordat: { act: { do: 'acknowledge', caseId: 'x'.repeat(101) } } }],
    ['a list', { concordat: [sent.act] }],
  ])('that carries %s is told that it does nothing', (_what, data) => {
    for (const activity of [sent.press(data), sent.olderPress(data)]) {
      expect(read(activity)).toMatchObject({
        kind: 'unsupported',
        says: { summary: expect.stringContaining('Nothing was changed') as string },
      });
    }
  });

  test.each([undefined, null, 'x', 7, [], { action: null }, { action: { data: 'x' } }])(
    'with the value %j is told that it does nothing',
    (value) => {
      expect(read({ ...sent.actPress, value })).toMatchObject({
        kind: 'unsupported',
        why: 'a button that is not ours',
      });
    },
  );

  test.each([
    ['in a group chat', sent.messageInGroup.conversation],
    ['in a channel', sent.messageInChannel.conversation],
    ['in a chat between two people, to whom it was passed on', sent.twoPeople],
  ])('%s shows nothing of a case', (_where, conversation) => {
    for (const activity of [
      sent.actPress,
      sent.formPress,
      sent.olderPress({ concordat: { act: sent.act } }),
    ]) {
      expect(read({ ...activity, conversation })).toMatchObject({
        kind: 'unsupported',
        why: 'a button pressed where others read along',
      });
    }
  });
});

describe('a form', () => {
  test('is read with its context, and its answers by their questions', () => {
    expect(read(sent.formPress)).toEqual({
      kind: 'submitted',
      id: `teams:${sent.ownChat}:${sent.formPress.id}`,
      account: sent.account,
      at,
      form: sent.context,
      of,
      answers: {
        issue: 'The plan was not shared.\nTwice.',
        since: '2026-12-21',
        time: '09:30',
        who: ['jo-marsh', 'sam,green'],
      },
    });
  });

  test('that was left empty has an answer of nothing to each question', () => {
    const empty = { issue: null, since: null, time: null, who: [] };
    const emptied = { 'field:issue': '', 'field:since': '', 'field:time': '', 'field:who': '' };
    expect(readAnswers(sent.asks, {})).toEqual(empty);
    expect(readAnswers(sent.asks, emptied)).toEqual(empty);
  });

  test('has no answers but those to its questions', () => {
    const data = { issue: 'x', 'field:other': 'x', 'field:constructor': 'x', 'field:__proto__': 'x' };
    expect(Object.keys(readAnswers(sent.asks, data))).toEqual(['issue', 'since', 'time', 'who']);
  });

  test('with answers of another kind than text counts them as left out', () => {
    const data = {
      'field:issue': { words: 'x' },
      'field:since': 20261221,
      'field:time': ['09:30'],
      'field:who': true,
    };
    expect(readAnswers(sent.asks, data)).toEqual({ issue: null, since: null, time: null, who: [] });
  });

  test('with a choice that nobody could have made leaves it out', () => {
    expect(readAnswers(sent.asks, { 'field:time': '%', 'field:who': 'a,%E0%A4%A,,b' })).toMatchObject({
      time: null,
      who: ['a', 'b'],
    });
  });

  test('with 100 KB in one answer is told apart, so that its author can be told', () => {
    const data = { concordat: { form: sent.context, asks: sent.asks }, 'field:issue': 'x'.repeat(100_000) };
    expect(read(sent.press(data))).toEqual({ kind: 'too-long' });
  });

  test('gives back whatever was written into it and chosen in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const choice = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, choice, fc.uniqueArray(choice, { maxLength: 8 }), (words, one, many) => {
        const fields: readonly Field[] = [
          { kind: 'text', id: 'words', label: 'Words', required: false, long: true },
          { kind: 'choice', id: 'one', label: 'One', required: false, options: [] },
          { kind: 'many', id: 'many', label: 'Many', required: false, options: [] },
        ];
        const data = {
          ...writeCarried(carry.form(sent.context, fields)),
          [inputOf('words')]: words,
          [inputOf('one')]: writeChoice(one),
          [inputOf('many')]: many.map(writeChoice).join(','),
        };
        expect(read(sent.press(data))).toMatchObject({
          kind: 'submitted',
          answers: { words: words === '' ? null : words, one, many },
        });
      }),
    );
  });
});

describe('coming and going', () => {
  test.each([
    ['somebody adds it', sent.added],
    ['Teams says that it is in a conversation', sent.membersAdded],
    ['a new version of it took the place of the old', sent.upgraded],
  ])('the bot is there when %s', (_how, activity) => {
    expect(read(activity)).toMatchObject({ kind: 'bot-added', account: sent.account });
  });

  test('the bot is gone when somebody removes it', () => {
    expect(read(sent.removed)).toEqual({
      kind: 'bot-removed',
      id: `teams:${sent.ownChat}:${sent.removed.id}`,
      account: sent.account,
      at,
    });
  });

  test.each([
    ['a new version is about to take its place', sent.removedForUpgrade],
    ['it is added to a team', sent.addedToTeam],
    ['it is removed from a team', { ...sent.addedToTeam, action: 'remove' }],
    ['a colleague comes into a chat', sent.colleagueAdded],
    ['somebody likes a message', sent.reaction],
    ['Teams sends what it did not send before', { ...sent.message, type: 'somethingNew' }],
  ])('nobody came or went when %s, and nothing is said', (_how, activity) => {
    const input = read(activity);
    expect(input.kind).toBe('unsupported');
    expect(input).not.toHaveProperty('says');
  });

  test('an event without an id has its moment as one', () => {
    expect(read({ ...sent.membersAdded, id: undefined })).toMatchObject({
      id: `teams:${sent.ownChat}:2026-12-22T10:00:00.1234567Z`,
    });
    expect(read({ ...sent.message, id: undefined }).kind).toBe('unsupported');
  });
});

describe('who it is', () => {
  test.each([
    ['no account', { id: '29:1guest', name: 'A guest' }],
    ['an empty account', { id: '29:1guest', aadObjectId: '' }],
    ['an account of nothing', { id: '29:1guest', aadObjectId: null }],
  ])('somebody with %s is nobody, and is told so', (_what, from) => {
    for (const activity of [sent.message, sent.actPress, sent.messageInGroup]) {
      expect(read({ ...activity, from })).toMatchObject({
        kind: 'unsupported',
        says: { summary: expect.stringContaining('cannot tell who you are') as string },
      });
    }
    expect(read({ ...sent.added, from })).not.toHaveProperty('says');
  });

  test('an organisation is the one that the activity names wherever it names one', () => {
    const { conversation } = sent.message;
    const other = '11111111-2222-4333-8444-555555555555';
    expect(tenantOf(parse(sent.message))).toBe(sent.tenant);
    expect(tenantOf(parse({ ...sent.message, channelData: undefined }))).toBe(sent.tenant);
    expect(tenantOf(parse({ ...sent.message, conversation: { ...conversation, tenantId: undefined } }))).toBe(
      sent.tenant,
    );
    const shouted = { tenant: { id: sent.tenant.toUpperCase() } };
    expect(tenantOf(parse({ ...sent.message, channelData: shouted }))).toBe(sent.tenant);
    expect(tenantOf(parse({ ...sent.message, channelData: { tenant: { id: other } } }))).toBeUndefined();
    const nowhere = { ...sent.message, conversation: { ...conversation, tenantId: '' }, channelData: {} };
    expect(tenantOf(parse(nowhere))).toBeUndefined();
  });

  test('a bot is told from a person', () => {
    expect(isFromBot(parse(sent.message))).toBe(false);
    expect(isFromBot(parse({ ...sent.message, from: sent.message.recipient }))).toBe(true);
    expect(isFromBot(parse({ ...sent.message, from: { id: '28:another-bot' } }))).toBe(true);
    expect(isFromBot(parse({ ...sent.message, from: { ...sent.message.from, role: 'bot' } }))).toBe(true);
  });

  test('a chat of two people is nobody’s own chat with the bot, whatever Teams calls it', () => {
    expect(inOwnChat(parse(sent.message))).toBe(true);
    expect(inOwnChat(parse({ ...sent.message, conversation: sent.twoPeople }))).toBe(false);
    const withBot = { ...sent.twoPeople, id: `19:jo_${sent.message.recipient.id.slice(3)}@unq.gbl.spaces` };
    expect(inOwnChat(parse({ ...sent.message, conversation: withBot }))).toBe(true);
  });
});

describe('whatever comes', () => {
  const recorded = Object.values(sent).filter((one) => typeof one === 'object' && 'type' in one);
  const kinds = [
    'bot-added',
    'bot-removed',
    'command',
    'home-opened',
    'pressed',
    'put-away',
    'submitted',
    'too-long',
    'unsupported',
  ];

  test('is refused as a whole or read as one of a few things, and never breaks the reader', () => {
    const value = fc.jsonValue({ depthSize: 'small' });
    const paths = fc.array(
      fc.tuple(fc.nat(), fc.oneof(value, fc.string({ unit: 'binary' }), fc.constant(undefined))),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...recorded), paths, (activity, changes) => {
        const parsed = activityShape.safeParse(changes.reduce(changed, structuredClone(activity)));
        if (parsed.data === undefined) return;
        const input = readInput(parsed.data, sent.tenant, at, '/escalate');
        expect(kinds).toContain(input.kind);
        if ('account' in input) expect(input.account.space).toBe(sent.tenant);
      }),
      { numRuns: 2000 },
    );
  });

  test('is refused where it is nothing like an activity', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(activityShape.safeParse(body).success).toBe(false);
      }),
    );
  });
});

type Json = Record<string, unknown>;

/** The activity with one of its values, at any depth, taken away or put in place by another. */
function changed(activity: object, [which, value]: readonly [number, unknown]): object {
  const places: [Json, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      places.push([node as Json, key]);
      walk(child);
    }
  };
  walk(activity);
  const place = places[which % Math.max(places.length, 1)];
  if (place === undefined) return activity;
  const [node, key] = place;
  if (value === undefined) Reflect.deleteProperty(node, key);
  else node[key] = value;
  return activity;
}
