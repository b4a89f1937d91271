import { betweenFact } from './as-said.ts';
import type { BenchClient, Seen, SeenField } from './seen.ts';

/**
 * Where a platform does not show what was said to the letter, and why: each one named, with how what was said turns into
 * what is to be seen there. Everything else is the same on every platform, word for word.
 */
export type Difference = {
  readonly id: string;
  readonly platforms: readonly BenchClient['platform'][];
  /** What is different there, for docs/platforms.md. */
  readonly shows: string;
  readonly because: string;
  /** What is to be seen there of what was said; the very same value where it makes no difference to it. */
  readonly turns: (said: Seen) => Seen;
};

export const differences: readonly Difference[] = [
  {
    id: 'long-choices',
    platforms: ['Slack'],
    shows: 'Choices of more than 75 characters are cut with “…” and stand in full above their question.',
    because: 'Slack takes 75 characters for a choice, and 75 for what stands under it.',
    turns: (said): Seen => {
      const long = said.fields.map(({ choices }) =>
        choices.filter(({ label, hint = '' }) => label.length > 75 || hint.length > 75),
      );
      if (long.flat().length === 0) return said;
      const inFull = long.flatMap((choices) =>
        choices.length === 0
          ? []
          : [
              'Some of the choices below are cut short. In full:',
              ...choices.map(({ label, hint }) => (hint === undefined ? label : `${label} (${hint})`)),
            ],
      );
      const fields = said.fields.map((field) => ({
        ...field,
        choices: field.choices.map(({ id, label, hint }) => ({
          id,
          label: cut(label, 75),
          ...(hint === undefined ? {} : { hint: cut(hint, 75) }),
        })),
      }));
      return { ...said, fields, words: lines(said.words, ...inFull) };
    },
  },
  {
    id: 'summary-first',
    platforms: ['Slack', 'Teams', 'Email'],
    shows:
      'A message begins with the words of its lock-screen text, where it does not begin with them anyway.',
    because:
      'On a desktop Slack takes the notification from the first block; a card in Teams is read aloud from its first line.',
    turns: (said) =>
      said.summary === undefined || said.words.split('\n', 1)[0] === said.summary
        ? said
        : { ...said, words: startingWith(said.summary, said.words) },
  },
  {
    id: 'facts-on-one-line',
    platforms: ['Teams'],
    shows:
      'A label and its value stand on one line with a colon between them; in Slack they stand in two cells.',
    because: 'A card has no cells that read well on a telephone and aloud.',
    turns: (said) => {
      if (!said.words.includes(betweenFact)) return said;
      const words = said.words.split('\n').map((line) => {
        const [label = '', ...value] = line.split(betweenFact);
        return value.length === 0 ? line : `${before(label)}${value.join(betweenFact)}`;
      });
      return { ...said, words: words.join('\n') };
    },
  },
  {
    id: 'choices-with-hints',
    platforms: ['Teams'],
    shows:
      'What stands under a choice in Slack stands after it. A choice of more than 200 characters (100 in a menu) is cut with “…” and stands in full above its question.',
    because: 'A choice of a card has one text.',
    turns: (said): Seen => {
      if (
        !said.fields.some(({ choices }) =>
          choices.some(({ hint, label }) => hint !== undefined || label.length > 100),
        )
      )
        return said;
      const inWords = ({ label, hint }: SeenField['choices'][number]) =>
        hint === undefined ? label : `${label}: ${hint}`;
      const inFull = said.fields.flatMap(({ choices }) => {
        const room = choices.length <= 10 ? 200 : 100;
        const long = choices.filter((choice) => inWords(choice).length > room).map(inWords);
        return long.length === 0 ? [] : ['Some of the choices below are cut short. In full:', ...long];
      });
      const fields = said.fields.map((field) => {
        const room = field.choices.length <= 10 ? 200 : 100;
        const choices = field.choices.map((choice) => ({
          id: choice.id,
          label: cut(inWords(choice).length > room ? choice.label : inWords(choice), room),
        }));
        return { ...field, choices };
      });
      return { ...said, fields, words: lines(said.words, ...inFull) };
    },
  },
  {
    id: 'problems-on-top',
    platforms: ['Teams'],
    shows: 'What is wrong with a form that was sent stands at its questions and, all together, at its top.',
    because: 'The card is drawn again and read from its beginning; a window of Slack stays where it was.',
    turns: (said) => {
      const wrong = said.fields.filter((field) => field.wrong !== undefined);
      if (wrong.length === 0) return said;
      const opening =
        wrong.length === 1
          ? 'There is a problem. Please put it right and send this again.'
          : `There are ${wrong.length} problems. Please put them right and send this again.`;
      return {
        ...said,
        words: lines(
          opening,
          ...wrong.map((field) => `${before(field.label)}${field.wrong ?? ''}`),
          said.words,
        ),
      };
    },
  },
  {
    id: 'typed-for',
    platforms: ['Teams'],
    shows:
      'A form, a page or the home view that somebody typed for comes as a message, with its title on the lock screen.',
    because: 'Only a press can be answered in place; Slack opens a window for a command too.',
    turns: (said) => {
      if (said.id === 'typed-form') return { ...said, summary: said.title };
      return said.id === 'typed-home' ? { ...said, summary: 'Your cases' } : said;
    },
  },
  {
    id: 'the-message-again',
    platforms: ['Teams', 'Email'],
    shows: 'A form or page that is closed gives its place back to the message as it now reads.',
    because: 'It stood in place of that message; in Slack the message was never gone.',
    turns: (said) => {
      if (said.id !== 'in-place') return said;
      const { summary: _onLockScreens, ...rest } = said;
      return rest;
    },
  },
  {
    id: 'choices-in-a-menu',
    platforms: ['Email'],
    shows: 'Of more than ten choices, what stands under one in Slack stands after it.',
    because: 'A choice of a menu has one text.',
    turns: (said): Seen => {
      if (!said.fields.some(({ choices }) => choices.length > 10 && choices.some(({ hint }) => hint)))
        return said;
      const fields = said.fields.map((field) =>
        field.kind !== 'choice' || field.choices.length <= 10
          ? field
          : {
              ...field,
              choices: field.choices.map(({ id, label, hint }) => ({
                id,
                label: hint === undefined ? label : `${label}: ${hint}`,
              })),
            },
      );
      return { ...said, fields };
    },
  },
  {
    id: 'title-of-the-home',
    platforms: ['Email'],
    shows: 'Each list of the home view stands under the title “Your cases”.',
    because: 'A page has one title, and is read aloud by it.',
    turns: (said) =>
      said.id === 'home' || said.id === 'typed-home'
        ? { ...said, words: startingWith('Your cases', said.words) }
        : said,
  },
  {
    id: 'back',
    platforms: ['Teams', 'Email'],
    shows: 'What is only said has a button “Back”, to the message in whose place it stands.',
    because: 'It stands in place of that message, and in Slack beside it.',
    turns: (said) => {
      if (said.id !== 'said') return said;
      const { summary = '', ...rest } = said;
      return { ...rest, words: startingWith(summary, said.words), close: 'Back' };
    },
  },
];

/** A label before what it is of, on one line; one that ends with a mark of its own keeps that. */
function before(label: string): string {
  return /[:?.!]$/u.test(label) ? `${label} ` : `${label}: `;
}

function startingWith(summary: string, words: string): string {
  return words.split('\n', 1)[0] === summary ? words : lines(summary, words);
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
