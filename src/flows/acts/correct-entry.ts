import { ownEntries } from '../../case/rules/record.ts';
import type { Entry } from '../../case/events.ts';
import { sayDate } from '../../policy/say-date.ts';
import { manyOf } from '../answers.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { wordsOfEvent } from '../wording/event-words.ts';
import { textsOf } from '../read/texts-of.ts';
import { commanded, hasErrors, longText, need, textBlock, wrong } from './fields.ts';
import { quote } from './quotes.ts';
import { numberOn, turnOf } from './turn-of.ts';

/** How many of somebody's entries a menu offers, the latest first. */
const offered = 50;

/** Nothing is edited: a correction is a new entry that points at the old one. */
export const correctEntry: CaseConversation = {
  does: 'correct-entry',
  title: 'Correct an entry',
  submit: 'Add the correction',
  writes: 'EntryCorrected',
  shows: (context) =>
    named(context).flatMap(({ event }) => textsOf(event, context.rules.policy).map(({ words }) => words)),
  ask: (context) => ({
    intro: [
      textBlock(
        'Nothing in the record is changed or taken away. Your correction is a new entry beside the old one.',
      ),
      ...named(context).flatMap(({ event }) =>
        textsOf(event, context.rules.policy).map(({ label, words }) => quote(label, words, context)),
      ),
    ],
    fields: [
      ...(named(context).length > 0
        ? []
        : [
            {
              kind: 'choice' as const,
              id: 'entry',
              label: 'Which entry is not right?',
              required: true,
              options: own(context).map((entry) => ({
                id: String(entry.entry),
                label: sayEntry(entry, context),
              })),
            },
          ]),
      longText({ id: 'correction', label: 'What is right?', hint: 'Do not name the adult.' }, true),
    ],
  }),
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const [chosen] =
      named(context).length > 0
        ? named(context)
        : own(context).filter(({ entry }) => manyOf(answers, 'entry').includes(String(entry)));
    const words = need(answers, 'correction', 'Write down what is right.', errors);
    if (chosen === undefined) errors['entry'] = 'Choose the entry that is not right.';
    if (hasErrors(errors) || chosen === undefined) return wrong(errors);
    return commanded({ type: 'correct-entry', ...head, entry: chosen.entry, words: seal(words) });
  },
};

function named(context: CaseContext): readonly Entry[] {
  const on = numberOn(context.act.on);
  return on === undefined ? [] : own(context).filter(({ entry }) => entry === on);
}

/** What this person wrote themselves and people are told of, the latest first. */
function own(context: CaseContext): readonly Entry[] {
  const mine = ownEntries(turnOf(context));
  return context.state.entries
    .filter((entry) => mine.includes(entry.entry) && saysOf(entry, context) !== undefined)
    .slice(-offered)
    .reverse();
}

function sayEntry(entry: Entry, context: CaseContext): string {
  return `Entry ${entry.entry}, ${sayDate(new Date(entry.at))}: ${saysOf(entry, context) ?? ''}`;
}

function saysOf(entry: Entry, { person, state, rules, now, act }: CaseContext): string | undefined {
  return wordsOfEvent(entry, { reader: person, caseId: act.caseId ?? '', state, rules, now })?.heading;
}
