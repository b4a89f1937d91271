import { planEffects } from '../../case/effects.ts';
import { openObligations } from '../../case/case-state.ts';
import type { Entry } from '../../case/events.ts';
import type { OpenObligation } from '../../case/state.ts';
import type { Block, Reply, Text } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { showPageOnTo } from '../page.ts';
import { wordsOfEvent } from '../wording/event-words.ts';
import { dutyBlocks } from '../wording/owed.ts';
import { sayList, sayPerson } from '../wording/telling.ts';
import type { TellingOfCase } from '../wording/telling.ts';

/** How many of the duties that are open now the page lists, the nearest first. */
const listed = 4;

/**
 * What is shown once an act is done: what was done, who is told, what happens next and by when. It is read from the
 * record, so that the same input delivered again shows the same page.
 *
 * @param unreached who of those that the act relies on cannot be reached just now
 */
export function closingPage(
  conversation: CaseConversation,
  context: CaseContext,
  unreached: readonly Block[],
): Reply {
  const telling = tellingOf(context);
  const written = writtenBy(conversation, context);
  const words = written.flatMap((entry) => wordsOfEvent(entry, telling) ?? []);
  const more = conversation.after?.(context);
  const blocks: readonly Block[] = [
    { kind: 'heading', text: `${context.state.reference}: done` },
    ...once(words.flatMap(({ says }) => says)).map((text): Block => ({ kind: 'text', text })),
    ...told(written, context, telling),
    ...unreached,
    ...nextBlocks(written, telling),
    ...(more?.blocks ?? []),
    ...dutyBlocks(nearest(context), telling),
  ];
  return showPageOnTo(conversation.title, blocks, context.act, more?.onTo);
}

export function tellingOf({ person, state, rules, now, act }: CaseContext): TellingOfCase {
  return { reader: person, caseId: act.caseId ?? '', state, rules, now };
}

/** The entries of the act: this person's last of that kind, and all that was written with it. */
export function writtenBy({ writes }: CaseConversation, { state, person }: CaseContext): readonly Entry[] {
  const first = state.entries.findLast(
    ({ event }) => [writes].flat().includes(event.type) && 'by' in event && event.by === person.id,
  );
  return first === undefined
    ? []
    : state.entries.filter(({ entry, at }) => entry >= first.entry && at === first.at);
}

/** Whoever gets a message because of it, from the very plan that sends them. */
function told(
  written: readonly Entry[],
  { state, rules, person }: CaseContext,
  telling: TellingOfCase,
): readonly Block[] {
  const people = planEffects(written, state, rules).flatMap((effect) =>
    effect.kind === 'notice' ? [effect.to] : [],
  );
  const others = [...new Set(people)].filter((id) => id !== person.id);
  if (others.length === 0) return [];
  return [
    {
      kind: 'text',
      text: [{ strong: 'Told now: ' }, `${sayList(others.map((id) => sayPerson(id, telling)))}.`],
    },
  ];
}

/** What the case itself brings next; where only the others are asked for something, that, marked as theirs. */
function nextBlocks(written: readonly Entry[], telling: TellingOfCase): readonly Block[] {
  const found = written.flatMap((entry) => {
    const next = wordsOfEvent(entry, telling)?.next;
    return next === undefined ? [] : [{ next, own: 'by' in entry.event }];
  });
  const last = found.findLast(({ own }) => !own) ?? found.at(-1);
  if (last === undefined) return [];
  const label = last.own ? 'The others are asked: ' : 'What happens next: ';
  return [{ kind: 'text', text: [{ strong: label }, last.next] }];
}

/** Two dates that move alike are said once. */
function once(texts: readonly Text[]): readonly Text[] {
  const said = texts.map((text) => JSON.stringify(text));
  return texts.filter((_, index) => said.indexOf(said[index] ?? '') === index);
}

function nearest({ state }: CaseContext): readonly OpenObligation[] {
  return [...openObligations(state)]
    .sort((one, other) => (one.due ?? '9999').localeCompare(other.due ?? '9999'))
    .slice(0, listed);
}
