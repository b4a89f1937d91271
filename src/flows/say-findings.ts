import { sayDate } from '../policy/say-date.ts';
import type { Finding, Wrong } from './audit-ports.ts';
import type { Message } from './chat-message.ts';
import { text } from './page.ts';

/** What was found wrong, and what became of it, a sentence each. */
const sentences: Readonly<Record<Wrong, (count: number) => string>> = {
  'no-alarm': (count) =>
    `${count} open ${count === 1 ? 'case had' : 'cases had'} lost the next reminder. It is set again.`,
  late: (count) =>
    `${count} ${count === 1 ? 'message or reminder was' : 'messages or reminders were'} late. Each is tried again until it goes out.`,
  'not-in-queue': (count) =>
    `${count} ${count === 1 ? 'alarm was' : 'alarms were'} missing from the queue. Each was set again from the database.`,
  unreadable: (count) =>
    `${count} open ${count === 1 ? 'case' : 'cases'} could not be read, so nobody can say whether ${count === 1 ? 'its reminder is' : 'their reminders are'} set. Please tell your administrator today.`,
  clock: (seconds) =>
    `The clock of a machine that Concordat runs on was wrong by ${seconds} ${seconds === 1 ? 'second' : 'seconds'}. Please tell your administrator.`,
};

/**
 * How things stand, for a board's office: that all is well, or what was wrong since it last heard. Figures alone, nothing of a
 * case.
 *
 * @param late what is still due and has not gone out, where there is something
 */
export function sayFindings(
  findings: readonly Finding[],
  open: number,
  late: { readonly count: number; readonly oldest?: Date },
  now: Date,
): Message {
  const unreadable = findings.some(({ what }) => what === 'unreadable');
  const needsSomebody = unreadable || findings.some(({ what }) => what === 'clock');
  const summary =
    late.count > 0
      ? 'Concordat: something is late'
      : findings.length > 0
        ? needsSomebody
          ? 'Concordat: something is wrong'
          : 'Concordat: something was wrong and is mended'
        : 'Concordat: all is well';
  const says = [
    ...findings.map(({ what, count }) => sentences[what](count)),
    ...(late.count === 0 ? [] : [sayLate(late)]),
    sayOpen(open, !unreadable),
    `Checked ${sayDate(now)}. You hear this each working day: if a day comes without it, ask your administrator.`,
  ];
  return {
    summary,
    tidings: { title: summary, says },
    blocks: [{ kind: 'heading', text: summary }, ...says.map(text)],
  };
}

function sayOpen(open: number, areSet: boolean): string {
  if (open === 1) return `There is 1 open case${areSet ? ', and its next reminder is set' : ''}.`;
  return `There are ${open} open cases${areSet ? ', and the next reminder of each is set' : ''}.`;
}

function sayLate({ count, oldest }: { readonly count: number; readonly oldest?: Date }): string {
  const since = oldest === undefined ? '' : ` The first has been due since ${sayDate(oldest)}.`;
  return `${count} ${count === 1 ? 'message or reminder has' : 'messages or reminders have'} not gone out yet.${since} Please tell your administrator: the way to a chat platform may be down.`;
}
