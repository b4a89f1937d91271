import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../policy/policies.ts';
import { twinBoards } from '../policy/twin/twin-boards.ts';
import { instantsOf, twinCalendar } from '../policy/twin/twin-calendar.ts';
import { concordat, concordatHere } from '../support/command-line.ts';

/* `concordat timeline` as an office types it. Its dates are compared with those of the independent program. */

const everyone = twinCalendar();

function shown(board: string, concern: string, ...more: readonly string[]) {
  return concordatHere(['timeline', board, '--concern', concern, ...more]);
}

/** What the command prints for programs, by the independent program. */
function expected(board: string, concern: Date | undefined): string {
  if (concern === undefined) throw new Error('this is no moment');
  const lines = twinBoards[board]?.(concern, { everyone, office: everyone }) ?? [];
  const utc = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;
  const entries = lines.map(({ stage, obligation, due, target, source }) => ({
    stage,
    obligation,
    due: utc(due),
    ...(target === undefined ? {} : { target: utc(target) }),
    source,
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

/** What is typed, and the moment that is meant. */
const typed: readonly (readonly [string, Date | undefined])[] = [
  ['2026-12-22T10:00', new Date('2026-12-22T10:00:00Z')],
  ['2026-12-22 10:00', new Date('2026-12-22T10:00:00Z')],
  ['2026-07-01', new Date('2026-06-30T23:00:00Z')],
  ['2026-07-01T16:59', new Date('2026-07-01T15:59:00Z')],
  ['2026-07-01T10:00+02:00', new Date('2026-07-01T08:00:00Z')],
  ['2028-02-29T23:59Z', new Date('2028-02-29T23:59:00Z')],
  ['2026-10-25T01:30', instantsOf('2026-10-25T01:30')[0]],
  ['2026-03-29T01:30', instantsOf('2026-03-29T02:30')[0]],
  ['2030-12-31T17:01', new Date('2030-12-31T17:01:00Z')],
];

describe('concordat timeline --json', () => {
  it.each(Object.keys(twinBoards))(
    'prints for %s what an independent program finds, however the moment is typed',
    async (board) => {
      // How a moment is read does not depend on the board: one of them has them all.
      for (const [text, moment] of board === 'redbridge' ? typed : typed.slice(-3)) {
        expect(await shown(board, text, '--json'), text).toEqual({
          exit: 0,
          out: expected(board, moment),
          err: '',
        });
      }
    },
  );

  it('prints the same as a process of its own, and nothing else', async () => {
    const ran = await concordat(['timeline', 'cheshire-east', '--concern', '2026-03-28T12:00', '--json']);

    expect(ran).toEqual({
      exit: 0,
      out: expected('cheshire-east', instantsOf('2026-03-28T12:00')[0]),
      err: '',
    });
  });
});

describe('concordat timeline for people', () => {
  it('shows weekday, date and hour of each limit, the paragraph, and the reading that it rests on', async () => {
    const { out } = await shown('redbridge', '2026-12-22T10:00');

    expect(out).toMatch(
      /^Redbridge Safeguarding Adults Board: a \w+ that arose on Tuesday 22 December 2026, 10:00\n/,
    );
    expect(out).toMatch(/^Stage 1 +raise +limit +Thursday 24 December 2026, 17:00 +4\.4 \[RB-X4\]$/m);
    expect(out).toMatch(
      /^Stage 3 +resolve +target +Tuesday 12 January 2027, 17:00 +flowchart \[RB-X1\]\nStage 3 +resolve +limit +Friday 15 January 2027, 17:00/m,
    );
    expect(out).toMatch(/^RB-X1 +How long the senior managers have at Stage 3: /m);
    expect(out).toMatch(/^G-1 +What a working day is/m);
    expect(out).not.toMatch(/^RB-X6 /m);
  });

  it('says "aim" where the policy only aims, and of a stage without timescale that it has none', async () => {
    const { out } = await shown('solihull', '2026-12-22T10:00');

    expect(out).toMatch(/^Stage 1 +resolve +aim +Thursday 31 December 2026, 17:00/m);
    expect(out).toMatch(
      /^Stage 3 +the policy sets no timescale \(2\.4; Appendix 1\)\. A reminder .* every 5 working days, is added\.$/m,
    );
    expect(out).not.toMatch(/ limit /);
  });

  it('says where the measure was added to the words of the policy, and where the whole date was', async () => {
    const { out } = await shown('hertfordshire', '2026-12-22T10:00');

    expect(out).toMatch(/^Stage 2 +escalate .*, measure added for “without delay”$/m);
    expect(out).toMatch(/^Stage 3 +escalate .*, added by the software$/m);
  });

  it('says that the document is a draft', async () => {
    expect((await shown('rotherham', '2026-12-22T10:00')).out).toContain('The board’s document is a draft.');
    expect((await shown('redbridge', '2026-12-22T10:00')).out).not.toContain('draft');
  });

  it.each([
    ['2026-10-25T01:30', 'show 01:30 twice: the first is meant. Write 2026-10-25T01:30Z for the second.'],
    ['2026-03-29T01:30', 'never show 01:30: 02:30 is meant.'],
    ['2026-12-22', 'No hour was given: it counts from 00:00 of that day.'],
  ])('says which moment it took %s for', async (concern, says) => {
    expect((await shown('redbridge', concern)).out).toContain(says);
  });

  it.each([
    '2026-10-25T00:59',
    '2026-10-25T02:00',
    '2026-10-25T01:30Z',
    '2026-03-29T00:59',
    '2026-03-29T02:00',
  ])('says nothing about the clocks at %s, which is one moment', async (concern) => {
    expect((await shown('redbridge', concern)).out).not.toMatch(/Clocks|No hour/);
  });
});

describe('concordat timeline refuses', () => {
  it.each([
    'rubbish',
    '',
    '22/12/2026',
    '2026-02-29',
    '2026-13-01',
    '2026-12-22T24:00',
    '2026-12-22T10',
    '2026-07-01T10:00+99:00',
  ])('what is no date: "%s"', async (concern) => {
    const { exit, out, err } = await shown('redbridge', concern);

    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toBe(
      `--concern "${concern}" is no date and time. Write it as 2026-12-22T10:00, or 2026-12-22 for the start of that day.\n`,
    );
  });

  it.each(['0001-01-01', '2019-05-01', '2020-12-31T23:59', '2036-01-01', '9999-12-31'])(
    'a year whose bank holidays are not known: %s',
    async (concern) => {
      const { exit, out, err } = await shown('redbridge', concern, '--json');

      expect({ exit, out }).toEqual({ exit: 1, out: '' });
      expect(err).toContain('bank holidays are known for 2021 to 2035 only, and no date is guessed.');
    },
  );

  it('a disagreement whose last dates lie beyond the known years, as a whole', async () => {
    const { exit, out, err } = await shown('redbridge', '2035-12-20');

    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toContain('The bank holidays of 2036-01-01 are not known');
  });

  it('a board that is not here, naming those that are', async () => {
    const { exit, err } = await shown('nowhere', '2026-12-22');

    expect(exit).toBe(2);
    expect(err).toContain(
      'There is no board "nowhere" here. Known boards: cheshire-east, hertfordshire, redbridge, rotherham, solihull.',
    );
  });

  it('a priority at a board that has none', async () => {
    const { exit, err } = await shown('redbridge', '2026-12-22', '--priority', 'urgent');

    expect(exit).toBe(2);
    expect(err).toContain('do not depend on a priority. Leave --priority out.');
  });
});

describe('concordat timeline at a board whose times depend on a priority', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concordat-timeline-'));
    const text = textOf('redbridge')
      .replace(/^board: .*$/m, 'board: tilbury')
      .replace(
        /^raise:$/m,
        'raise:\n  priorities: [{ id: urgent, label: Urgent }, { id: routine, label: Routine }]',
      )
      .replace(
        'due: { working_days: 2, after: concern }',
        'due: { by_priority: { urgent: { hours: 4, after: concern }, routine: { working_days: 2, after: concern } } }',
      );
    await writeFile(join(folder, 'tilbury.yaml'), text);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  function ran(...more: readonly string[]) {
    return concordatHere(['timeline', 'tilbury', '--concern', '2026-06-08T10:00', ...more], {
      POLICIES: folder,
    });
  }

  it.each([
    ['urgent', 'Monday 8 June 2026, 14:00', 'Thursday 11 June 2026, 17:00'],
    ['routine', 'Wednesday 10 June 2026, 17:00', 'Monday 15 June 2026, 17:00'],
  ])('shows the dates of the priority %s, and what follows from them', async (priority, raise, speak) => {
    const { out } = await ran('--priority', priority);

    expect(out).toMatch(new RegExp(`^Stage 1 +raise +limit +${raise} `, 'm'));
    expect(out).toMatch(new RegExp(`^Stage 1 +speak +limit +${speak} `, 'm'));
    expect(out).toMatch(/^Priority: (Urgent|Routine)\.$/m);
  });

  it('shows the earliest of all when none is given, and says so', async () => {
    const { out } = await ran();

    expect(out).toMatch(/^Stage 1 +raise +limit +Monday 8 June 2026, 14:00 /m);
    expect(out).toContain('none was given: the earliest is shown. --priority takes urgent, routine.');
  });

  it('uses it for programs too', async () => {
    expect((await ran('--json', '--priority', 'routine')).out).toContain('"due": "2026-06-10T16:00:00Z"');
    expect((await ran('--json', '--priority', 'urgent')).out).toContain('"due": "2026-06-08T13:00:00Z"');
  });

  it('refuses a priority that it does not have, naming those that it has', async () => {
    const { exit, err } = await ran('--priority', 'soon');

    expect(exit).toBe(2);
    expect(err).toContain('There is no priority "soon"');
    expect(err).toContain('Its priorities: urgent, routine.');
  });
});
