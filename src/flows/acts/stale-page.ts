import { whyNot } from '../../case/acts.ts';
import type { Entry } from '../../case/events.ts';
import type { Act, Answers } from '../chat-input.ts';
import type { Block, Reply } from '../chat-message.ts';
import type { CaseContext, CaseConversation, OnTo } from '../conversation.ts';
import { showPage, showPageOnTo, text } from '../page.ts';
import type { Services } from '../services.ts';
import { wordsOfEvent } from '../wording/event-words.ts';
import { sayMoment, sayPerson, upperFirst } from '../wording/telling.ts';
import { tellingOf } from './closing-page.ts';
import { turnOf } from './turn-of.ts';
import { typedQuotes } from './typed-quotes.ts';

/**
 * Something cannot be done now, or not any more: why, and what happened since, by whom and when. Nothing was changed.
 * `says` is the reason where the case itself gave it. `typed` is what was filled in: it is shown, so that it is not lost.
 */
export function stalePage(
  conversation: CaseConversation,
  context: CaseContext,
  { says, typed = {}, onTo }: { readonly says?: string; readonly typed?: Answers; readonly onTo?: OnTo } = {},
): Reply {
  const why =
    says ??
    whyNot(conversation.does, turnOf(context))?.says ??
    'It is about something that has moved on meanwhile.';
  const since = [...settledBy(conversation, context), ...latest(context)];
  const shown = since.filter((entry, index) => since.findIndex((one) => one.entry === entry.entry) === index);
  const blocks: readonly Block[] = [
    { kind: 'heading', text: `${context.state.reference}: there is nothing to do here now` },
    text(why),
    ...(shown.length === 0
      ? []
      : [
          text('What happened last:'),
          { kind: 'list' as const, items: shown.map((entry) => sayEntry(entry, context)) },
        ]),
    { kind: 'small', text: 'Nothing was changed by this press.' },
    ...typedQuotes(typed, { conversation, context }),
  ];
  return showPageOnTo(conversation.title, blocks, context.act, onTo);
}

/** Whoever is no part of a case learns nothing of it, not even whether there is one. */
export function notPartPage(services: Services): Reply {
  const says = `You are not part of this case, or there is none. If you should be, ask a colleague who is part of it to bring you in. Type ${services.slashCommand} list to see your cases.`;
  return showPage('Concordat', [text(says)], { do: 'help' });
}

/** Somebody who sees part of a case pressed or filled in what is not for them, or what is not known any more. */
export function refusedPage(services: Services, act: Act, typed: Answers = {}): Reply {
  const says = `You cannot do this in this case now. Nothing was changed. Type ${services.slashCommand} list to see your cases and what you can do.`;
  return showPage('Concordat', [text(says), ...typedQuotes(typed)], act);
}

/** The last entry of the kind that this act writes: somebody did it before. */
function settledBy({ writes }: CaseConversation, { state }: CaseContext): readonly Entry[] {
  const found = state.entries.findLast(({ event }) => [writes].flat().includes(event.type));
  return found === undefined ? [] : [found];
}

/** The last things that people were told of, the latest first. */
function latest(context: CaseContext): readonly Entry[] {
  const telling = tellingOf(context);
  return context.state.entries
    .filter((entry) => wordsOfEvent(entry, telling) !== undefined)
    .slice(-2)
    .reverse();
}

function sayEntry(entry: Entry, context: CaseContext): string {
  const telling = tellingOf(context);
  const heading = wordsOfEvent(entry, telling)?.heading ?? 'An entry was written';
  const by = 'by' in entry.event ? `${upperFirst(sayPerson(entry.event.by, telling))}, ` : '';
  return `${heading}: ${by}${sayMoment(entry.at)}`;
}
