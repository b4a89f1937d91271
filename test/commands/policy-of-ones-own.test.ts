import { describe, expect, it } from 'vitest';
import { concordatHere } from '../support/command-line.ts';

/* Whoever writes a policy file sees its dates before anybody uses it. */

const file = 'examples/policy-smallest.yaml';

describe('A policy file of one’s own', () => {
  it('has a timeline, without being among the policies of the installation', async () => {
    const { exit, out } = await concordatHere(['timeline', file, '--concern', '2026-12-22T10:00']);
    expect(exit).toBe(0);
    expect(out).toMatch(/Stage 1 +raise +limit +Wednesday 23 December 2026, 17:00/);
  });

  it('is shown, with what it says', async () => {
    const { exit, out } = await concordatHere(['policy', 'show', file]);
    expect(exit).toBe(0);
    expect(out).toContain('Harbourside Safeguarding Adults Board (harbourside)');
    expect(out).toContain('Stage 2: The Independent Chair (2.3)');
  });

  it('that has problems is not used, and each problem is said with its place', async () => {
    const { exit, err } = await concordatHere(['policy', 'show', 'examples/directory.yaml']);
    expect(exit).toBe(1);
    expect(err).toContain('examples/directory.yaml has problems and is not used.');
    expect(err).toMatch(/examples\/directory\.yaml:\d+:\d+ {2}/);
  });

  it('that is not there is named', async () => {
    const { exit, err } = await concordatHere(['timeline', 'nowhere.yaml', '--concern', '2026-12-22']);
    expect(exit).toBe(1);
    expect(err).toContain('nowhere.yaml');
  });
});
