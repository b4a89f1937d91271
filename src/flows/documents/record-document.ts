import type { Entry } from '../../case/events.ts';
import { sayAbout, sayBecame, sayMailbox, type ToldLine } from '../told.ts';
import { correctionsOf, openingFacts, standing } from '../read/case-parts.ts';
import { driftBlocks } from '../read/drift.ts';
import { entryLines } from '../read/entry-lines.ts';
import type { ReadBy } from '../read/read-page.ts';
import { summaryFacts } from '../read/read-summary.ts';
import { textsOf } from '../read/texts-of.ts';
import { filingBlocks } from '../wording/filing-words.ts';
import { sayMoment, sayPerson, upperFirst } from '../wording/telling.ts';
import type { Block, Document } from './document.ts';
import { fromPage } from './from-page.ts';
import { around, gone, telling } from './making.ts';
import type { Making } from './making.ts';
import { owedTable } from './owed-table.ts';

/** `notices`: who was told what, and what came of it. */
export type RecordMaking = Making & { readonly notices: readonly ToldLine[] };

/** The ids of everything that people wrote in a case, apart from who the adult is. */
export function wordsOfRecord({ state, rules }: Making['known']): readonly string[] {
  return state.entries.flatMap(({ event }) => textsOf(event, rules.policy).map(({ words }) => words.id));
}

/**
 * The record of a case, for the adult's file: what was owed and what became of it, every entry with what was written,
 * who was told, and by what anybody can check that nothing was changed. The adult is the case's reference in it.
 */
export function recordDocument(making: RecordMaking): Document {
  const { known, opened } = making;
  const { state } = known;
  const read = telling(making);
  return {
    title: `Record of ${state.reference}`,
    ...around(making),
    blocks: [
      {
        kind: 'text',
        as: 'note',
        text: 'The adult is known here by the reference alone. Everything else is as it was recorded, in the order in which it was written.',
      },
      { kind: 'facts', rows: factsOf(read) },
      ...fromPage(driftBlocks(read)),
      { kind: 'heading', level: 2, text: 'What was owed, and what became of it' },
      ...owedTable('Every duty of this case, in the order in which it began', state.obligations, read),
      ...fromPage(filingBlocks({ ...read, reader: read.reader, caseId: known.caseId, state })),
      { kind: 'heading', level: 2, text: 'The record, entry by entry' },
      ...state.entries.flatMap((entry) => entryBlocks(entry, read, opened)),
      ...told(making),
      ...checkedBy(making),
    ],
  };
}

/** The same label once, as whoever reads it first wants it. */
function factsOf(read: ReadBy) {
  const opening = openingFacts(read);
  const seen = new Set(opening.map(({ label }) => label));
  return [...opening, ...summaryFacts(read).filter(({ label }) => !seen.has(label) && label !== 'With')];
}

function entryBlocks(
  entry: Entry,
  read: ReadBy & Pick<ReturnType<typeof telling>, 'rules'>,
  opened: ReadonlyMap<string, string>,
): readonly Block[] {
  const { event, at, entry: number } = entry;
  const { state, rules } = read.known;
  const late =
    event.type === 'DiscussionLogged' && event.enteredLate
      ? ' Written down later than the day it took place.'
      : '';
  const corrections = correctionsOf(number, state).map((one) => one.entry);
  const corrected = corrections.length === 0 ? '' : ` Corrected: see entry ${corrections.join(', ')}.`;
  const by = 'by' in event ? `, ${upperFirst(sayPerson(event.by, { rules, reader: read.person }))}` : '';
  return [
    { kind: 'heading', level: 3, text: `${number}. ${sayMoment(at)}${by}` },
    { kind: 'text', text: `${entryLines(entry, read).join(' ')}${late}${corrected}` },
    ...textsOf(event, rules.policy).flatMap(({ label, words }): readonly Block[] => [
      { kind: 'text', as: 'note', text: label },
      { kind: 'text', as: 'quote', text: opened.get(words.id) ?? gone },
    ]),
    ...fromPage(standing(entry, read)),
  ];
}

/** Who was told what, and whether it arrived. What was overtaken before it went out is left out, and so is what is yet to come. */
function told(making: RecordMaking): readonly Block[] {
  const { notices, now } = making;
  const read = telling(making);
  const rows = notices
    .filter(({ became, due }) => became.kind !== 'not-needed' && (became.kind !== 'waiting' || due <= now))
    .map((told) => [
      sayMoment(told.due.toISOString()),
      upperFirst(
        told.to === undefined ? sayMailbox(told.mailbox, making.known.rules) : sayPerson(told.to, read),
      ),
      `${sayAbout(told.about, making.known, now)} (entry ${told.about.entry})`,
      sayBecame(told),
    ]);
  if (rows.length === 0) return [];
  const columns = ['When', 'Who was told', 'About', 'Whether it arrived'];
  return [
    { kind: 'heading', level: 2, text: 'Who was told what' },
    {
      kind: 'table',
      caption: 'Messages that Concordat sent about this case',
      columns: columns.map((label) => ({ label })),
      rows,
    },
  ];
}

/** By what anybody with SHA-256 can check that the record was not changed since. */
function checkedBy({ known }: Making): readonly Block[] {
  const { state, hash } = known;
  const last = state.entries.at(-1)?.entry ?? 0;
  return [
    { kind: 'heading', level: 2, text: 'How this can be checked' },
    {
      kind: 'text',
      text: `This record ends with entry ${last}. Each entry is stored with the SHA-256 hash of the one before it, so none can be changed or taken out unnoticed.`,
    },
    ...(hash === undefined
      ? []
      : [{ kind: 'facts' as const, rows: [{ label: `Hash of entry ${last}`, value: hash }] }]),
  ];
}
