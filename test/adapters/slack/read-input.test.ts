import { describe, expect, test } from 'vitest';
import { readInput } from '../../../src/adapters/slack/read-input.ts';
import {
  act,
  command,
  context,
  directMessage,
  homeOpened,
  homePress,
  inputBlock,
  pagePress,
  practiceHomePress,
  press,
  submission,
  viewClosed,
} from '../../fixtures/slack/payloads.ts';

const at = new Date('2026-12-22T10:00:00Z');
const jo = { platform: 'slack', space: 'T0NORTH', user: 'U0JO' };
const read = (payload: unknown) => readInput(payload, at, '/escalate');

describe('a slash command', () => {
  test('is read with its text and its author', () => {
    expect(read(command)).toEqual({
      kind: 'command',
      id: 'slack:4711.8088930838.d88f008e0a1b',
      account: jo,
      at,
      text: 'list',
      typed: 'elsewhere',
    });
  });

  test('has the name that the administrator chose', () => {
    expect(readInput({ ...command, command: '/concordat' }, at, '/concordat').kind).toBe('command');
    expect(read({ ...command, command: '/concordat' })).toEqual({
      kind: 'unsupported',
      why: 'a command of another name',
    });
  });

  test('with a field given twice is not guessed at', () => {
    expect(read({ ...command, user_id: ['U0JO', 'U0SAM'] }).kind).toBe('unsupported');
  });
});

/** Half of a pair of surrogates: no text that Slack could have sent, or could be sent. */
const half = 'U\uD800';

test('of somebody whose id is no text, nothing is read', () => {
  expect(read({ ...command, user_id: half }).kind).toBe('unsupported');
  expect(read({ ...press, user: { ...press.user, id: half } }).kind).toBe('unsupported');
});

describe('a press of a button', () => {
  test.each([
    ['in a message', press],
    ['in the home view', homePress],
    ['in the home view of the practice client', practiceHomePress],
    ['in an open page', pagePress],
  ])('%s is read with what the button is about', (_where, payload) => {
    expect(read(payload)).toEqual({
      kind: 'pressed',
      id: 'slack:4712.8088930838.aa8f008e0a1b',
      account: jo,
      at,
      act,
    });
  });

  test('is by the person in their own workspace, not in the one where the button stood', () => {
    const visiting = { ...press, user: { ...press.user, team_id: 'T0ABROAD' } };
    expect(read(visiting)).toMatchObject({ account: { space: 'T0ABROAD', user: 'U0JO' } });
  });

  test('delivered twice has one id, and two presses have two', () => {
    const again = { ...press, trigger_id: '4799.1.ff' };
    expect(read(press)).toEqual(read(structuredClone(press)));
    expect(read(again)).not.toMatchObject({ id: 'slack:4712.8088930838.aa8f008e0a1b' });
  });

  test.each([
    ['no JSON', 'acknowledge'],
    ['another shape', '{"do":"acknowledge","words":"She said"}'],
    ['an id that is too long', JSON.stringify({ do: 'acknowledge', caseId: 'x'.repeat(101) })],
  ])('with %s as its value is none of ours', (_what, value) => {
    expect(read({ ...press, actions: [{ ...press.actions[0], value }] })).toEqual({
      kind: 'unsupported',
      why: 'a button that is not ours',
    });
  });

  test('of something that is no button asks for nothing', () => {
    const chosen = { ...press, actions: [{ ...press.actions[0], type: 'static_select' }] };
    expect(read(chosen)).toEqual({ kind: 'unsupported', why: 'an action of the type static_select' });
  });
});

describe('a submitted form', () => {
  test('is read with its answers by field', () => {
    expect(read(submission)).toEqual({
      kind: 'submitted',
      id: 'slack:V0FORM:1798105200.f0rm',
      account: jo,
      at,
      form: context,
      answers: {
        issue: 'Nobody has answered since Monday.',
        kind: 'delay',
        agencies: ['police', 'nhs'],
        since: '2026-12-21',
      },
    });
  });

  test('with nothing chosen says so for every field', () => {
    expect(answersOf({})).toEqual({ issue: null, kind: null, agencies: [], since: null });
    expect(
      answersOf({
        issue: { answer: { type: 'plain_text_input', value: null } },
        kind: { answer: { type: 'radio_buttons', selected_option: null } },
        agencies: { answer: { type: 'checkboxes', selected_options: [] } },
        since: { answer: { type: 'datepicker', selected_date: '' } },
      }),
    ).toEqual({ issue: null, kind: null, agencies: [], since: null });
  });

  test('a required field that nobody touched has its initial value', () => {
    expect(initiallyFilled(false)).toEqual({
      words: 'As before',
      one: 'delay',
      menu: 'delay',
      several: ['police'],
      day: '2026-12-22',
    });
  });

  test('an optional field that was emptied stays empty', () => {
    expect(initiallyFilled(true)).toEqual({ words: null, one: null, menu: null, several: [], day: null });
  });

  test('whose context is not ours is not answered', () => {
    const strange = { ...submission, view: { ...submission.view, private_metadata: '{"step":1}' } };
    expect(read(strange)).toEqual({ kind: 'unsupported', why: 'a view that is not ours' });
  });

  function answersOf(values: object, blocks: readonly unknown[] = submission.view.blocks): unknown {
    const input = read({ ...submission, view: { ...submission.view, blocks, state: { values } } });
    return input.kind === 'submitted' ? input.answers : input;
  }

  function initiallyFilled(optional: boolean): unknown {
    const delay = { text: { type: 'plain_text', text: 'Delay' }, value: 'delay' };
    const police = { text: { type: 'plain_text', text: 'Police' }, value: 'police' };
    const action_id = 'answer';
    return answersOf({ words: { answer: { value: null } }, several: { answer: { selected_option: null } } }, [
      inputBlock('words', { type: 'plain_text_input', action_id, initial_value: 'As before' }, optional),
      inputBlock('one', { type: 'radio_buttons', action_id, initial_option: delay }, optional),
      inputBlock('menu', { type: 'static_select', action_id, initial_option: delay }, optional),
      inputBlock('several', { type: 'multi_static_select', action_id, initial_options: [police] }, optional),
      inputBlock('day', { type: 'datepicker', action_id, initial_date: '2026-12-22' }, optional),
    ]);
  }
});

describe('the home view', () => {
  test('opened is read with the id of the event', () => {
    expect(read(homeOpened)).toEqual({ kind: 'home-opened', id: 'slack:Ev0HOME1', account: jo, at });
  });

  test('is not drawn for the messages tab', () => {
    const messages = { ...homeOpened, event: { ...homeOpened.event, tab: 'messages' } };
    expect(read(messages).kind).toBe('unsupported');
  });
});

test.each([
  [viewClosed, 'a closed view asks for nothing'],
  [directMessage, 'the event message'],
  [{ type: 'shortcut' }, 'a payload of the type shortcut'],
  [{}, 'a payload of the type unknown'],
  [null, 'a payload of the type unknown'],
  ['text', 'a payload of the type unknown'],
  [{ type: 'block_actions' }, 'a press without its fields'],
  [{ type: 'view_submission', view: {} }, 'a submitted view without its fields'],
])('what is none of these is named and not answered (%#)', (payload, why) => {
  expect(read(payload)).toEqual({ kind: 'unsupported', why });
});
