import { readAct } from '../src/adapters/slack/carry.ts';
import type { Client, Shown, ShownField, Submitted } from './client.ts';
import type { PracticeDriver } from './practice-driver.ts';
import type { PracticeMessage, PracticeView } from './practice-shapes.ts';
import { buttonsOf, fieldsOf, wordsOf, type Field } from './reading-views.ts';

/** One person at the practice Slack of their workspace, over the line that the whole workspace shares. */
export function slackClient(driver: PracticeDriver, userId: string): Client {
  const front = (): Shown | undefined => {
    const view = driver.view();
    return view === undefined ? undefined : shownView(view);
  };
  return {
    platform: 'Slack',
    // What a person types stands in the same channel; only the bot's own messages are meant.
    messages: () =>
      driver
        .messages(userId)
        .filter(({ user }) => user !== userId)
        .map((message) => shown(message.ts, message)),
    front,
    type: async (text) => {
      if (text.startsWith('/')) await driver.command(userId, text);
      else await driver.say(userId, text);
      return front();
    },
    openHome: async () => shownView(await driver.openHome(userId)),
    press: async (where, { label, act }) => {
      const message = driver.messages(userId).find(({ ts }) => ts === where.id);
      const pressed = message === undefined ? 'home' : message;
      const found = (message === undefined ? [] : buttonsOf(message)).find(
        (button) =>
          button.label === label && JSON.stringify(readAct(button.value ?? '')) === JSON.stringify(act),
      );
      await driver.press(userId, pressed, found?.actionId ?? label);
      return front();
    },
    submit: async (answers): Promise<Submitted> => {
      const sent = await driver.submit(userId, answers, { untouched: 'as slack' });
      switch (sent.kind) {
        case 'errors':
          return { kind: 'wrong', errors: sent.errors };
        case 'closed':
          return { kind: 'taken', front: undefined };
        case 'view':
          return { kind: 'taken', front: shownView(sent.view) };
      }
    },
    close: () => driver.dismiss(userId),
    waitFor: (what, find) => driver.waitFor(what, find),
    end: () => undefined,
  };
}

function shownView(view: PracticeView): Shown {
  return { ...shown(view.id, view), fields: fieldsOf(view).map(shownField), submit: view.submit?.text };
}

function shown(id: string, what: PracticeMessage | PracticeView): Shown {
  const buttons = buttonsOf(what).map(({ label, value }) => ({ label, act: readAct(value ?? '') }));
  const labels = new Set(buttons.map(({ label }) => label));
  const words = wordsOf(what)
    .split('\n')
    .filter((line) => !labels.has(line))
    .join('\n');
  return { id, words, buttons, fields: [], submit: undefined };
}

function shownField({ blockId, type, label, hint, optional, options, initial }: Field): ShownField {
  return {
    id: blockId,
    label,
    hint,
    kind: kindOf(type, options.length),
    choices: options.map(({ value, text }) => ({ id: value, label: text.text })),
    required: !optional,
    holds: initial,
  };
}

function kindOf(type: string, options: number): ShownField['kind'] {
  if (type === 'datepicker') return 'date';
  if (type === 'checkboxes' || type === 'multi_static_select') return 'many';
  return options > 0 ? 'choice' : 'text';
}
