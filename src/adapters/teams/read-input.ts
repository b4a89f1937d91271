import type { Account, ChatInput, SentMessage } from '../../flows/chat-input.ts';
import type { Message } from '../../flows/chat-message.ts';
import type { Activity } from './activity.ts';
import { pressValueShape } from './activity.ts';
import { readCarried } from './carry.ts';
import { accountOf, inOwnChat } from './origin.ts';
import { readAnswers } from './read-answers.ts';
import { readTyped } from './read-typed.ts';
import { notKnown, notOurs, onlyWords, pressedElsewhere } from './say.ts';

/** What somebody did in Teams. */
export type TeamsInput =
  | Exclude<ChatInput, { readonly kind: 'unsupported' | 'space-left' }>
  /** Nothing for the flows. `says`: what the person is told who waits for an answer. */
  | { readonly kind: 'unsupported'; readonly why: string; readonly says?: Message }
  /** A form with more in it than any question takes. */
  | { readonly kind: 'too-long' };

/**
 * What a person did, read from an activity that was verified.
 *
 * The id is Teams' own and the same when it delivers the activity again. Whatever is in a card's button can have been
 * changed by whoever pressed it; who may do what is asked by the flows at every input.
 *
 * @param tenant the organisation that it came from, in small letters as the directory writes it
 * @param slashCommand the command that is ours, such as `/escalate`
 */
export function readInput(activity: Activity, tenant: string, at: Date, slashCommand: string): TeamsInput {
  const account = accountOf(activity, tenant);
  const waits = activity.type === 'message' || activity.type === 'invoke';
  if (account === undefined) return unsupported('somebody without an account', waits ? notKnown : undefined);
  // An event that came without an id is told by when it happened.
  const id = activity.id ?? (waits ? undefined : activity.timestamp);
  if (id === undefined || id === null)
    return unsupported('an activity without an id', waits ? notOurs : undefined);
  const common = { id: `teams:${activity.conversation.id}:${id}`, account, at };
  switch (activity.type) {
    case 'message':
      return activity.value === undefined || activity.value === null
        ? readMessage(activity, common, slashCommand)
        : readPress(activity, common, activity.value);
    case 'invoke': {
      if (activity.name !== 'adaptiveCard/action')
        return unsupported('a request that is not for a card of ours');
      return readPress(activity, common, pressValueShape.safeParse(activity.value).data?.action.data);
    }
    case 'installationUpdate':
      return readInstallation(activity, common);
    case 'conversationUpdate':
      return (activity.membersAdded ?? []).some((one) => one.id === activity.recipient.id) &&
        inOwnChat(activity)
        ? { kind: 'bot-added', ...common }
        : unsupported('a change of a conversation that does not concern us');
    default:
      return unsupported('an activity of another type');
  }
}

type Common = { readonly id: string; readonly account: Account; readonly at: Date };

function readMessage(activity: Activity, common: Common, slashCommand: string): TeamsInput {
  const typed = readTyped(activity, slashCommand);
  const own = inOwnChat(activity);
  switch (typed.kind) {
    case 'command':
      return { kind: 'command', ...common, text: typed.text, typed: own ? 'to-us' : 'elsewhere' };
    case 'home':
      // Where others read along the list of cases is not shown, but written to the person.
      return own
        ? { kind: 'home-opened', ...common }
        : { kind: 'command', ...common, text: 'list', typed: 'elsewhere' };
    case 'nothing':
      // Somebody only called the bot by its name.
      return own
        ? unsupported('a message without words', onlyWords(slashCommand))
        : { kind: 'command', ...common, text: 'help', typed: 'elsewhere' };
  }
}

/** A button, pressed in a card of this or of an older client. */
function readPress(activity: Activity, common: Common, data: unknown): TeamsInput {
  if (!inOwnChat(activity)) return unsupported('a button pressed where others read along', pressedElsewhere);
  const carried = readCarried(data);
  if (carried === undefined) return unsupported('a button that is not ours', notOurs);
  const place = placeOf(activity, common.account);
  if ('putAway' in carried) return { kind: 'put-away', ...common, ...place };
  if ('act' in carried) return { kind: 'pressed', ...common, ...place, act: carried.act };
  const answers = readAnswers(carried.asks, data);
  if (answers === 'too-long') return { kind: 'too-long' };
  return { kind: 'submitted', ...common, ...place, form: carried.form, answers };
}

function placeOf({ conversation, replyToId }: Activity, account: Account): { readonly of?: SentMessage } {
  return typeof replyToId === 'string' ? { of: { account, channel: conversation.id, id: replyToId } } : {};
}

/** That a new version of the app took the place of the old is neither a coming nor a going. */
function readInstallation(activity: Activity, common: Common): TeamsInput {
  if (!inOwnChat(activity)) return unsupported('an installation where others read along');
  switch (activity.action) {
    case 'add':
    case 'add-upgrade':
      return { kind: 'bot-added', ...common };
    case 'remove':
      return { kind: 'bot-removed', ...common };
    default:
      return unsupported('an installation that adds and removes nothing');
  }
}

function unsupported(why: string, says?: Message): TeamsInput {
  return { kind: 'unsupported', why, ...(says === undefined ? {} : { says }) };
}
