import { inTurn } from './in-turn.ts';
import { openLine, type PracticeLine } from './practice-line.ts';
import type { PracticeScreen } from './practice-screen.ts';
import type { PracticeMessage, PracticeView, UiEvent } from './practice-shapes.ts';
import { directMessageId, type PracticeSlack } from './practice-slack.ts';
import { type Answer, buttonsOf, initialAnswersOf, valuesOf } from './reading-views.ts';

/** What the screen holds once the bot has answered a command. */
type Answered = {
  readonly view: PracticeView | undefined;
  /** The bot's answer in the same channel, when it answered in words. */
  readonly reply: PracticeMessage | undefined;
};

/** What a submitted modal turned into. */
type Submitted =
  | { readonly kind: 'view'; readonly view: PracticeView }
  | { readonly kind: 'closed' }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** Picks a message out of a channel. */
type MessageMatcher = (message: PracticeMessage) => boolean;

/**
 * Does what the people of one practice workspace do. Acts are done one after the other, in the order they were
 * called; each resolves when the bot has answered, and fails when it answers with anything but HTTP 200.
 */
export type PracticeDriver = {
  /** Types a command, such as `/escalate now`, in the person's own channel with the bot, or in another one. */
  command(userId: string, text: string, channel?: string): Promise<Answered>;
  /** Types a message to the bot. */
  say(userId: string, text: string): Promise<void>;
  /**
   * Fills the modal on top, by label or block id, and submits it. Questions that are left out go as the practice client
   * sends them: empty, even if they show an initial answer. With `untouched: 'as slack'` they go with the initial answer.
   */
  submit(
    userId: string,
    answers: Readonly<Record<string, Answer>>,
    options?: { readonly untouched?: 'as practice' | 'as slack' },
  ): Promise<Submitted>;
  /** Closes the modal without submitting. */
  dismiss(userId: string): Promise<void>;
  /**
   * Presses a button, or picks from a menu, by its label or action id: in the given message, in the newest message to
   * this person that fits, or in their Home. Resolves with the modal on top.
   */
  press(
    userId: string,
    where: PracticeMessage | MessageMatcher | 'home',
    which: string,
  ): Promise<PracticeView | undefined>;
  /** Opens the app's Home and waits until the bot has published it afresh. */
  openHome(userId: string): Promise<PracticeView>;
  /** The channel between the bot and this person, oldest first. */
  messages(userId: string): readonly PracticeMessage[];
  /** The modal on top, whoever it was opened for. */
  view(): PracticeView | undefined;
  /** Resolves with the first defined thing that `find` sees on the screen, now or when something changes. */
  waitFor<T>(what: string, find: (screen: PracticeScreen) => T | undefined, withinMs?: number): Promise<T>;
  close(): void;
};

/** Opens a driver on a running workspace, over the same line as its browser page. */
export async function openDriver(slack: PracticeSlack): Promise<PracticeDriver> {
  const line = await openLine(slack);
  const { screen } = line;
  const turn = inTurn();
  return {
    command: (userId, text, channel = directMessageId(userId)) =>
      turn(() => typeCommand(line, userId, text, channel)),
    say: (userId, text) =>
      turn(async () => {
        const request = { t: 'post_message', user: userId, channel: directMessageId(userId), text };
        await line.ask(`${userId} says something`, request, 'events_api', (_, answer) => answer);
      }),
    submit: (userId, answers, { untouched = 'as practice' } = {}) =>
      turn(async () => {
        const view = existing(screen.view, 'there is no modal to submit');
        const initial = untouched === 'as slack' ? initialAnswersOf(view) : {};
        const values = { ...valuesOf(view, initial), ...valuesOf(view, answers) };
        const request = { t: 'view_submit', user: userId, values };
        return line.ask(
          `${userId} submits "${view.title?.text ?? ''}"`,
          request,
          'interactive',
          (event, answer) => (answer === undefined ? undefined : submitted(event)),
        );
      }),
    dismiss: (userId) =>
      turn(async () => {
        const view = existing(screen.view, 'there is no modal to close');
        const told = view['notify_on_close'] === true;
        const request = { t: 'view_close', user: userId };
        await line.ask(
          `${userId} closes the modal`,
          request,
          told ? 'interactive' : 'nothing',
          (event, answer) => (told ? answer : event.t === 'view' || undefined),
        );
      }),
    press: (userId, where, which) =>
      turn(async () => {
        const message = where === 'home' ? undefined : messageAt(screen, userId, where);
        const shown = existing(
          message ?? screen.homes.get(userId),
          `${userId} has nothing to press "${which}" in`,
        );
        // A press in a Home names no channel and no message, as in the browser.
        const at = { appId: slack.appId, channel: message?.channel ?? '', messageTs: message?.ts ?? '' };
        const request = { t: 'block_action', user: userId, ...at, action: actionOf(shown, which) };
        await line.ask(`${userId} presses ${which}`, request, 'interactive', (_, answer) => answer);
        return screen.view;
      }),
    openHome: (userId) => turn(() => openHome(line, slack.appId, userId)),
    messages: (userId) => screen.messages.get(directMessageId(userId)) ?? [],
    view: () => screen.view,
    waitFor: (what, find, withinMs) => line.waitFor(what, find, withinMs),
    close: () => line.close(),
  };
}

function typeCommand(line: PracticeLine, userId: string, typed: string, channel: string): Promise<Answered> {
  const [command = '', ...words] = typed.split(' ');
  const request = { t: 'slash_command', user: userId, channel, command, text: words.join(' ') };
  return line.ask(`${userId} types ${typed}`, request, 'slash_commands', (event, answer) => {
    if (answer === undefined) return undefined;
    if (!answer.hasWords) return { view: line.screen.view, reply: undefined };
    // The client posts the words of an answer right after it.
    if (event.t !== 'message' || event.message.channel !== channel) return undefined;
    return { view: line.screen.view, reply: event.message };
  });
}

/** Both the bot's answer and the Home, in either order: an answer left over would be taken for the next act's. */
function openHome(line: PracticeLine, appId: string, userId: string): Promise<PracticeView> {
  let published: PracticeView | undefined;
  return line.ask(
    `${userId} opens Home`,
    { t: 'open_home', user: userId, appId },
    'events_api',
    (event, answer) => {
      if (event.t === 'home' && event.user === userId) published = event.view;
      return answer === undefined ? undefined : published;
    },
  );
}

function submitted(event: UiEvent): Submitted | undefined {
  if (event.t === 'view_errors') return { kind: 'errors', errors: event.errors };
  if (event.t !== 'view') return undefined;
  const view = event.stack.at(-1);
  return view === undefined ? { kind: 'closed' } : { kind: 'view', view };
}

/** No message that fits must not turn into a press in the Home. */
function messageAt(
  screen: PracticeScreen,
  userId: string,
  where: PracticeMessage | MessageMatcher,
): PracticeMessage {
  if (typeof where !== 'function') return where;
  const messages = screen.messages.get(directMessageId(userId)) ?? [];
  return existing(messages.findLast(where), `${userId} has no such message`);
}

function existing<T>(thing: T | undefined, otherwise: string): T {
  if (thing === undefined) throw new Error(`Practice Slack: ${otherwise}.`);
  return thing;
}

/** What the browser sends for a press: by label or action id; a choice of a menu goes with its option. */
function actionOf(shown: PracticeMessage | PracticeView, which: string): Readonly<Record<string, unknown>> {
  const buttons = buttonsOf(shown);
  const button = existing(
    buttons.find(({ label, actionId }) => label === which || actionId === which),
    `no button "${which}"; there are: ${buttons.map(({ label }) => `"${label}"`).join(', ') || 'none'}`,
  );
  const { type, actionId, blockId, value, label, option } = button;
  const common = { type, action_id: actionId, block_id: blockId };
  if (option !== undefined) return { ...common, selected_option: option };
  return { ...common, value, text: { type: 'plain_text', text: label } };
}
