import type { Alert } from '../../case/state.ts';
import type { Block, Reply } from '../chat-message.ts';
import { quote } from '../acts/quotes.ts';
import { showPage, text } from '../page.ts';
import { whomToRing } from '../wording/alert-words.ts';
import { sayMoment, sayPerson, upperFirst } from '../wording/telling.ts';
import { openWords } from './read-page.ts';
import type { Reading } from './read-page.ts';

/** What was written about an immediate risk, and what is in place. The one that the act names, else all of the case. */
export async function readAlert(reading: Reading): Promise<Reply> {
  const { known, act } = reading;
  const alerts = known.state.alerts.filter(
    ({ id }) => act.do !== 'read-alert' || act.on === undefined || id === act.on,
  );
  const ids = alerts.flatMap(({ situation, answered, referred }) =>
    [situation, answered?.inPlace, referred?.reference].flatMap((one) => one?.id ?? []),
  );
  const opened = await openWords(reading, ids);
  const blocks = alerts.flatMap((alert) => blocksOf(alert, reading, opened));
  const shown = blocks.length === 0 ? [text('Nothing was written about an immediate risk here.')] : blocks;
  return showPage(`Case ${known.state.reference}`, shown, act);
}

function blocksOf(
  alert: Alert,
  { known, person }: Reading,
  opened: ReadonlyMap<string, string>,
): readonly Block[] {
  const telling = { rules: known.rules, reader: person };
  const { situation, answered, referred } = alert;
  return [
    text(
      `${upperFirst(sayPerson(alert.reporter, telling))} reported an immediate risk on ${sayMoment(alert.reportedAt)}.`,
    ),
    ...(situation === undefined
      ? [text('Nothing was written with it. Ring them.')]
      : [quote('What is happening', situation, { opened })]),
    ...(answered === undefined
      ? [text('Nobody has said yet what is in place for the adult. Ring now:')]
      : [
          text(`${upperFirst(sayPerson(answered.by, telling))} answered on ${sayMoment(answered.at)}.`),
          quote('What is in place for the adult', answered.inPlace, { opened }),
        ]),
    ...(referred === undefined
      ? []
      : [
          text(
            `${upperFirst(sayPerson(referred.by, telling))} recorded that the adult was referred on ${sayMoment(referred.on)}.`,
          ),
          quote('To whom, and the reference', referred.reference, { opened }),
        ]),
    whomToRing([alert.reporter, ...alert.told.map(({ person: id }) => id)], telling),
  ];
}
