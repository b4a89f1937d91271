import { boardOfFile } from '../compose/known-boards.ts';
import type { TakenFile, TakenFolder } from '../compose/take-up-files.ts';
import { sayDay } from '../policy/say-date.ts';
import { reviewWarning } from '../policy/review.ts';

export const nothingToServe =
  'No policy can be used, so there is nothing to serve. Run "concordat policy check FILE" for each policy file.';

type LogLine = { readonly level: 'info' | 'warn'; readonly says: string };

/** What the log says of the policy files at a start: what is new, what waits, and what is wrong and left as it was. */
export function sayStart(
  { taken, unusable, missing }: TakenFolder,
  known: readonly string[],
  now: Date,
): readonly LogLine[] {
  const warn = (says: string): LogLine => ({ level: 'warn', says });
  return [
    ...taken.flatMap((one): readonly LogLine[] => {
      const review = reviewWarning(one.policy, now);
      return [
        ...(one.became === 'unchanged'
          ? []
          : sayTakenUp(one).map((says): LogLine => ({
              level: one.became === 'waiting' ? 'warn' : 'info',
              says,
            }))),
        ...(review === undefined ? [] : [warn(`${one.policy.board}: ${review}`)]),
      ];
    }),
    ...unusable.map(({ file, why }) => warn(`${why} ${goesOn(file, known)}`)),
    ...missing.map((board) =>
      warn(`BOARDS names "${board}", which has no policy file here that can be used.`),
    ),
  ];
}

function goesOn(file: string, known: readonly string[]): string {
  if (file === '') return 'Every board goes on under the version that the database has.';
  const board = boardOfFile(file);
  return known.includes(board)
    ? `${board} goes on under the version that the database has.`
    : 'A board that the database knows goes on as before; another is not offered.';
}

/** What became of a file that was loaded, for whoever administers the bot. */
export function sayTakenUp({ policy, version, became, before, newDaysOff }: TakenFile): readonly string[] {
  const { board, name } = policy;
  const short = version.slice(0, 12);
  switch (became) {
    case 'unchanged':
      return [`${board}: version ${short} is in use already. Nothing changed.`];
    case 'waiting':
      return [
        `${board}: version ${short} is stored and waits until somebody accepts it for the board: "concordat policy accept ${board} --by NAME". Until then new cases begin under version ${before?.version.slice(0, 12) ?? ''}.`,
      ];
    case 'in-use':
      return [
        before === undefined
          ? `${board}: version ${short} of ${name} is in use.`
          : `${board}: version ${short} of ${name} is in use. New cases begin under it; running cases go on under the one they began with.`,
        ...newDaysOff.map(
          ({ date, name: day, for: who }) =>
            `${board}: ${sayDay(date)} (${day}) is a day off now${who === 'office' ? ' for the board’s office' : ''}. Open limits that count it are moved, and those who owe them are told.`,
        ),
      ];
  }
}
