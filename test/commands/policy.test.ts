import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concordatHere } from '../support/command-line.ts';
import { inPartText, missingInPart } from '../support/in-part.ts';

const fileOf = (board: string) => fileURLToPath(new URL(`../../policies/${board}.yaml`, import.meta.url));
const byStranger = fileURLToPath(new URL('../fixtures/policies/hafren-vale.yaml', import.meta.url));

describe('a policy that Concordat does not follow as a whole yet', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concordat-in-part-'));
    await writeFile(join(folder, 'tilbury.yaml'), inPartText());
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is right all the same: what is missing is a note, and the exit status is 0', async () => {
    const { exit, out, err } = await concordatHere(['policy', 'check', join(folder, 'tilbury.yaml')]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^.*tilbury\.yaml {2}right: the policy of tilbury, version [0-9a-f]{12}$/m);
    expect(out).toContain(
      `\nNote: 1 thing in this procedure Concordat does not do yet, so no case opens under it:\n  ${missingInPart}\n`,
    );
  });

  it('is shown with what is missing', async () => {
    const { exit, out } = await concordatHere(['policy', 'show', 'tilbury'], { POLICIES: folder });
    expect(exit).toBe(0);
    expect(out).toContain(
      `\nNote: 1 thing in this procedure Concordat does not do yet, so no case opens under it:\n  ${missingInPart}\n`,
    );
    const asJson = await concordatHere(['policy', 'show', 'tilbury', '--json'], { POLICIES: folder });
    expect(JSON.parse(asJson.out)).toMatchObject({ notYet: [missingInPart] });
  });

  it('cannot be accepted: the message says why, and nothing is looked for in a database', async () => {
    const { exit, out, err } = await concordatHere(
      ['policy', 'accept', 'tilbury', '--by', 'Bella Example'],
      // Nothing answers there: whoever looked would say so.
      { POLICIES: folder, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    );
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toBe(
      `The procedure of Tilbury Safeguarding Adults Board cannot be accepted yet: cases would follow only a part of it.\n  ${missingInPart}\n`,
    );
  });
});

describe('a policy that Concordat follows as a whole', () => {
  it('has no such note', async () => {
    const checked = await concordatHere(['policy', 'check', fileOf('redbridge')]);
    expect(checked.exit).toBe(0);
    expect(checked.out.trim().split('\n')).toHaveLength(1);
    expect((await concordatHere(['policy', 'show', 'redbridge'])).out).not.toContain('Note:');
  });

  it('is shown with one warning of a review that is due', async () => {
    for (const board of ['redbridge', 'cheshire-east']) {
      const { out } = await concordatHere(['policy', 'show', board]);
      expect(out.match(/^Warning: .*review.*$/gim)).toHaveLength(1);
    }
  });

  it('is shown with the time of each duty, and how many of its readings the board has confirmed', async () => {
    const { out } = await concordatHere(['policy', 'show', 'redbridge']);
    expect(out).toContain(
      '5 working days after the stage began, target 2 working days after the stage began, 4.6',
    );
    expect(out).toContain(
      'the later of 5 working days after the disagreement arose and the limit of "speak", flowchart',
    );
    expect(out).toContain('aim, no date, not stated, added by the software');
    expect(out).toContain('31 of 31 readings are not confirmed by the board:');
    const other = await concordatHere(['policy', 'show', byStranger]);
    expect(other.out).toContain('\nThe board has confirmed its reading.\n');
  });
});
