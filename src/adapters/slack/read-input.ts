import type { Account, ChatInput } from '../../flows/chat-input.ts';
import { readAct, readContext } from './carry.ts';
import { anyShape, commandShape, homeOpenedShape, pressShape, submissionShape } from './payload.ts';
import { readAnswers } from './read-answers.ts';

/**
 * What a person did, read from a payload whose signature Bolt has checked.
 *
 * The id is the same when Slack delivers the same thing again: an event keeps its `event_id`; a command or a press
 * is repeated with the same body, and of what is in it the `trigger_id` is made for each single act (`action_ts` is
 * not promised to be); a submitted view is its id and hash, which stay when it is sent again after an error.
 *
 * @param slashCommand the command that is ours, such as `/escalate`
 */
export function readInput(payload: unknown, at: Date, slashCommand: string): ChatInput {
  const kind = anyShape.safeParse(payload).data;
  if (kind?.command !== undefined) return readCommand(payload, at, slashCommand);
  switch (kind?.type) {
    case 'block_actions':
      return readPress(payload, at);
    case 'view_submission':
      return readSubmission(payload, at);
    case 'view_closed':
      return unsupported('a closed view asks for nothing');
    case 'event_callback':
      return kind.event?.type === 'app_home_opened'
        ? readHomeOpened(payload, at)
        : unsupported(`the event ${kind.event?.type ?? 'without a type'}`);
    default:
      return unsupported(`a payload of the type ${kind?.type ?? 'unknown'}`);
  }
}

function readCommand(payload: unknown, at: Date, slashCommand: string): ChatInput {
  const command = commandShape.safeParse(payload).data;
  if (command === undefined) return unsupported('a command without its fields');
  if (command.command !== slashCommand) return unsupported('a command of another name');
  return {
    kind: 'command',
    id: `slack:${command.trigger_id}`,
    account: accountOf(command.team_id, command.user_id),
    at,
    text: command.text.trim(),
    // A command does not say whose conversation it was typed in.
    typed: 'elsewhere',
  };
}

function readPress(payload: unknown, at: Date): ChatInput {
  const press = pressShape.safeParse(payload).data;
  if (press === undefined) return unsupported('a press without its fields');
  const [action] = press.actions;
  if (action.type !== 'button') return unsupported(`an action of the type ${action.type.slice(0, 100)}`);
  const act = readAct(action.value ?? '');
  const space = press.user.team_id ?? press.team?.id;
  if (act === undefined) return unsupported('a button that is not ours');
  if (space === undefined) return unsupported('a press from no workspace');
  return {
    kind: 'pressed',
    id: `slack:${press.trigger_id}`,
    account: accountOf(space, press.user.id),
    at,
    act,
  };
}

function readSubmission(payload: unknown, at: Date): ChatInput {
  const submission = submissionShape.safeParse(payload).data;
  if (submission === undefined) return unsupported('a submitted view without its fields');
  const form = readContext(submission.view.private_metadata);
  const space = submission.user.team_id ?? submission.team?.id;
  if (form === undefined) return unsupported('a view that is not ours');
  if (space === undefined) return unsupported('a submitted view from no workspace');
  return {
    kind: 'submitted',
    id: `slack:${submission.view.id}:${submission.view.hash}`,
    account: accountOf(space, submission.user.id),
    at,
    form,
    answers: readAnswers(submission.view),
  };
}

function readHomeOpened(payload: unknown, at: Date): ChatInput {
  const opened = homeOpenedShape.safeParse(payload).data;
  if (opened === undefined) return unsupported('an opened home without its fields');
  if ((opened.event.tab ?? 'home') !== 'home') return unsupported('a tab that is not the home tab');
  return {
    kind: 'home-opened',
    id: `slack:${opened.event_id}`,
    account: accountOf(opened.team_id, opened.event.user),
    at,
  };
}

function accountOf(space: string, user: string): Account {
  return { platform: 'slack', space, user };
}

function unsupported(why: string): ChatInput {
  return { kind: 'unsupported', why };
}
