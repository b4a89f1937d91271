import { maySee } from '../../case/access.ts';
import { learningFor } from '../../case/learning.ts';
import type { Reply } from '../chat-message.ts';
import { quote } from '../acts/quotes.ts';
import { sayMoment } from '../wording/telling.ts';
import { pagedForm } from './paged.ts';
import { notForYou, openWords, raisedReading } from './read-page.ts';
import type { Reading } from './read-page.ts';
import { textsOf } from './texts-of.ts';

/** What others can learn from a case, and nothing else of it: not who it was between, nor who wrote it. */
export async function readLearning(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  if (raised === undefined) return notForYou(reading);
  const { person, now } = reading;
  const { state, rules } = raised.known;
  const all = maySee(person.id, state, rules, now) === 'content';
  const mine = all ? state.learning.map(({ entry }) => entry) : learningFor(person.id, state, rules, now);
  if (mine.length === 0) return notForYou(reading);
  const entries = state.entries.filter(({ entry }) => mine.includes(entry));
  const texts = entries.map((entry) => ({ entry, written: textsOf(entry.event, rules.policy) }));
  const opened = await openWords(
    reading,
    texts.flatMap(({ written }) => written.map(({ words }) => words.id)),
  );
  return {
    kind: 'form',
    form: pagedForm(
      'What others can learn',
      texts.map(({ entry, written }) => [
        { kind: 'small', text: `${state.reference}, written on ${sayMoment(entry.at)}` },
        ...written.map(({ label, words }) => quote(label, words, { opened })),
      ]),
      reading.act,
    ),
  };
}
