import type { Block, Reply } from '../chat-message.ts';
import { quote } from '../acts/quotes.ts';
import type { Entry } from '../../case/events.ts';
import { sayApprovals } from '../wording/approval-words.ts';
import { erasedBlocks } from '../wording/erased-words.ts';
import { sayMoment } from '../wording/telling.ts';
import { driftBlocks } from './drift.ts';
import { entryLines } from './entry-lines.ts';
import { pagedForm } from './paged.ts';
import { readAlert } from './read-alert.ts';
import { openWords, notForYou, raisedReading } from './read-page.ts';
import type { RaisedReading, Reading } from './read-page.ts';
import { textsOf } from './texts-of.ts';

/**
 * The whole record in the order in which it was written, with every date that was missed and how long each stage
 * took: what a chair needs to see drift. Access is noted.
 */
export async function chronology(reading: Reading): Promise<Reply> {
  if (reading.sight !== 'content') return notForYou(reading);
  const raised = raisedReading(reading);
  if (raised === undefined) return readAlert(reading);
  const { state, rules } = raised.known;
  const ids = state.entries.flatMap(({ event }) => textsOf(event, rules.policy).map(({ words }) => words.id));
  const opened = await openWords(reading, ids);
  const parts = state.entries.map((entry) => entryBlocks(entry, raised, opened));
  const intro: readonly Block[] = [
    ...erasedBlocks(state),
    ...driftBlocks(raised),
    { kind: 'heading', text: 'The record, entry by entry' },
    {
      kind: 'small',
      text: `Opened for you on ${sayMoment(reading.now.toISOString())}. Each look is recorded. Please do not copy it into chat.`,
    },
  ];
  return { kind: 'form', form: pagedForm(`Record of ${state.reference}`, [intro, ...parts], reading.act) };
}

function entryBlocks(
  entry: Entry,
  reading: RaisedReading,
  opened: ReadonlyMap<string, string>,
): readonly Block[] {
  const lines = entryLines(entry, reading);
  const { state, rules } = reading.known;
  const texts = textsOf(entry.event, rules.policy);
  const approvals = sayApprovals(entry, { state, rules, reader: reading.person, now: reading.now });
  return [
    { kind: 'text', text: [{ strong: `${entry.entry}. ${sayMoment(entry.at)}` }, `\n${lines.join(' ')}`] },
    ...texts.map(({ label, words }) => quote(label, words, { opened })),
    ...(approvals === undefined ? [] : [{ kind: 'small' as const, text: approvals }]),
  ];
}
