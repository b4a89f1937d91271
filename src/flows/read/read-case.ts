import type { Block, Reply } from '../chat-message.ts';
import { small } from '../page.ts';
import { erasedBlocks } from '../wording/erased-words.ts';
import { sayMoment } from '../wording/telling.ts';
import { entryBlocks, openingFacts, partsOf, wordIds } from './case-parts.ts';
import { pagedForm } from './paged.ts';
import { readAlert } from './read-alert.ts';
import { openWords, notForYou, raisedReading } from './read-page.ts';
import type { RaisedReading, Reading } from './read-page.ts';

/** What was raised and what each side wrote since, as quotes, with who wrote it and when. Access is noted. */
export async function readCase(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  if (raised === undefined) return readAlert(reading);
  const { state } = raised.known;
  if (reading.sight !== 'content') return notForYou(reading);
  const shown = partsOf(raised);
  const ids = shown.flatMap(({ entries }) => entries.flatMap((entry) => wordIds(entry, raised)));
  const opened = await openWords(reading, ids);
  const parts = shown.flatMap(({ title, entries }) =>
    entries.map((entry, index): readonly Block[] => [
      ...(index === 0 ? [{ kind: 'heading' as const, text: title }] : []),
      ...entryBlocks(entry, raised, { opened }),
    ]),
  );
  return {
    kind: 'form',
    form: pagedForm(`Case ${state.reference}`, [opening(raised), ...parts], reading.act),
  };
}

function opening(raised: RaisedReading): readonly Block[] {
  return [
    { kind: 'facts', facts: openingFacts(raised) },
    ...erasedBlocks(raised.known.state),
    small(
      `Opened for you on ${sayMoment(raised.now.toISOString())}. Each look is recorded. Please do not copy this into chat.`,
    ),
  ];
}
