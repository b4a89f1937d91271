import { mayReadReported } from '../../case/access.ts';
import type { Reply } from '../chat-message.ts';
import { quote } from '../acts/quotes.ts';
import { sayAgency, sayMoment, sayStage } from '../wording/telling.ts';
import { pagedForm } from './paged.ts';
import { notForYou, openWords, raisedReading } from './read-page.ts';
import type { Reading } from './read-page.ts';
import { textsOf } from './texts-of.ts';

/** What agencies reported to the board's office of stages at which it sees nothing else; and nothing else (CE-20, CE-22). */
export async function readReported(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  const { person, now } = reading;
  if (raised === undefined || !mayReadReported(person.id, raised.known.state, raised.known.rules, now))
    return notForYou(reading);
  const { state, rules } = raised.known;
  const entries = state.entries.flatMap(({ event, at }) =>
    event.type === 'OutcomeReported' ? [{ event, at, written: textsOf(event, rules.policy) }] : [],
  );
  const opened = await openWords(
    reading,
    entries.flatMap(({ written }) => written.map(({ words }) => words.id)),
  );
  const agencyOf = (side: string) => state.sides.find(({ key }) => key === side)?.agency ?? '';
  return {
    kind: 'form',
    form: pagedForm(
      `Reported: ${state.reference}`,
      entries.map(({ event, at, written }) => [
        {
          kind: 'small',
          text: `${sayAgency(agencyOf(event.side), rules)}, ${sayMoment(at)}: ${sayStage(event.stage, rules)}`,
        },
        ...written.map(({ label, words }) => quote(label, words, { opened })),
      ]),
      reading.act,
    ),
  };
}
