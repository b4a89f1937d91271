import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { concordatHere } from '../support/command-line.ts';

const fileOf = (board: string) => fileURLToPath(new URL(`../../policies/${board}.yaml`, import.meta.url));
const rungs = /^ {2}Stage 3 goes up rung by rung, .*Concordat brings in only the first of them so far\.$/m;

describe('a policy that Concordat does not follow as a whole yet', () => {
  it('is right all the same: what is missing is a note, and the exit status is 0', async () => {
    const { exit, out, err } = await concordatHere(['policy', 'check', fileOf('solihull')]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^.*solihull\.yaml {2}right: the policy of solihull, version [0-9a-f]{12}$/m);
    expect(out).toMatch(/^Note: \d+ things in this procedure Concordat does not do yet, so no case opens/m);
    expect(out).toMatch(rungs);
  });

  it('is shown with what is missing', async () => {
    const { exit, out } = await concordatHere(['policy', 'show', 'solihull']);
    expect(exit).toBe(0);
    expect(out).toMatch(rungs);
    const { notYet } = JSON.parse((await concordatHere(['policy', 'show', 'solihull', '--json'])).out) as {
      readonly notYet: readonly string[];
    };
    expect(out).toContain(`Note: ${notYet.length} things`);
  });

  it('cannot be accepted: the message says why, and nothing is looked for in a database', async () => {
    const { exit, out, err } = await concordatHere(['policy', 'accept', 'solihull', '--by', 'Bella Example']);
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toMatch(/^The procedure of Solihull Safeguarding Adults Board cannot be accepted yet: /);
    expect(err).toMatch(rungs);
  });
});

describe('a policy that Concordat follows as a whole', () => {
  it('has no such note', async () => {
    const checked = await concordatHere(['policy', 'check', fileOf('redbridge')]);
    expect(checked.exit).toBe(0);
    expect(checked.out.trim().split('\n')).toHaveLength(1);
    expect((await concordatHere(['policy', 'show', 'redbridge'])).out).not.toContain('Note:');
  });
});
