import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { secondLook } from '../../src/policy/second-look.ts';
import { read, shippedPolicy } from './policies.ts';

/* What an office writes that no case could follow, or that is seldom meant: each in the smallest file there is. */

const smallest = readFileSync(new URL('../../examples/policy-smallest.yaml', import.meta.url), 'utf8');

function withChanges(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The smallest file has no "${from}"`);
    return text.replaceAll(from, to);
  }, smallest);
}

/** The line that is wrong, as it is written, and what is said of it. */
function problems(text: string): readonly string[] {
  const result = read(text);
  if (result.kind === 'policy') return [];
  const lines = text.split('\n');
  return result.problems.map(({ line, says }) => `${lines[line - 1]?.trim() ?? ''} >> ${says}`);
}

function looks(text: string): readonly string[] {
  const result = read(text);
  if (result.kind === 'problems') throw new Error(result.problems.map(({ says }) => says).join('\n'));
  return secondLook(result.policy);
}

describe('Somebody who could never be found is a problem of the file', () => {
  it('says that whoever raises it is the professional, whatever the board calls them', () => {
    const text = withChanges([
      'id: professional, label: professional',
      'id: practitioner, label: practitioner',
    ]);
    const renamed = text
      .replaceAll('[professional]', '[practitioner]')
      .replaceAll('role: professional', 'role: practitioner');
    expect(problems(renamed)).toEqual([expect.stringContaining('have the role id "professional"')]);
    expect(problems(renamed)[0]).toMatch(/^roles: >>/);
  });

  it('says so where the professional is a role of the board', () => {
    const text = withChanges(['label: professional, of: agency', 'label: professional, of: board']);
    expect(problems(text).join('\n')).toContain('have the role id "professional" in every policy');
  });

  it('says that a role of the board is not found in an agency: at a risk, for advice, as an alternate', () => {
    const nobody: unknown = expect.stringContaining(
      '"chair" is a role of the board. People are looked for in the agencies',
    );
    expect(
      problems(withChanges(["- { role: line-manager, source: '1.5' }", "- { role: chair, source: '1.5' }"])),
    ).toEqual([nobody]);
    expect(
      problems(
        withChanges([
          '    office_sees: nothing',
          "    consulted: [{ role: chair, purpose: Advice, source: '2' }]\n    office_sees: nothing",
        ]),
      ),
    ).toEqual([nobody]);
    expect(
      problems(
        withChanges([
          'line manager, of: agency,',
          "line manager, of: agency, alternates: [{ role: chair, source: '2' }],",
        ]),
      ),
    ).toEqual([nobody]);
  });

  it('says that a role of an agency passes nothing on for the board, and heads nothing at a conflict of interest', () => {
    const gateway = "output: recommendations\n      gateway: { role: line-manager, source: '2.3' }";
    expect(problems(withChanges(['output: recommendations', gateway])).join('\n')).toContain(
      '"line-manager" is a role of an agency. Somebody of the board is looked for',
    );
    const conflict =
      "output: recommendations\n      conflict_of_interest: { head: line-manager, source: '2.3' }";
    expect(problems(withChanges(['output: recommendations', conflict])).join('\n')).toContain(
      '"line-manager" is a role of an agency. Somebody of the board is looked for',
    );
  });
});

describe('A forum says something', () => {
  it('and somebody owes it', () => {
    expect(problems(withChanges(['        duty: recommend\n', '        duty: meet\n']))).toEqual([
      'output: recommendations >> "Stage 2" ends with "output: recommendations", and nobody owes it: add a duty "recommend" there.',
    ]);
  });

  it('and nobody owes another thing than it says', () => {
    expect(problems(withChanges(['output: recommendations', 'output: decision'])).join('\n')).toContain(
      'A duty "recommend" does not go with "output: decision"',
    );
  });

  it('and without a forum nobody owes its word', () => {
    const text = withChanges(['        duty: resolve\n', '        duty: decide\n']);
    expect(problems(text).join('\n')).toContain('A duty "decide" is owed by a forum, and "Stage 1" has none');
  });
});

describe('A duty that follows from another part of the stage', () => {
  it.each([
    ['confirm', 'the part "confirmation" of the stage'],
    ['answer', 'the part "answers" of the forum'],
  ])('is written there: %s', (duty, where) => {
    const text = withChanges(['        duty: raise\n', `        duty: ${duty}\n`]);
    expect(problems(text)).toEqual([expect.stringContaining(where)]);
  });
});

describe('A question', () => {
  it('has not the name of one that the form asks itself', () => {
    expect(problems(withChanges(['id: response-view', 'id: risk']))).toEqual([
      expect.stringContaining('The form asks "risk" itself'),
    ]);
    expect(problems(withChanges(['id: discussion-what', 'id: how']))).toEqual([
      expect.stringContaining('The form asks "how" itself'),
    ]);
  });
});

describe('What is right and seldom meant is worth a second look', () => {
  it('finds nothing in the smallest file, and nothing in the shipped ones', () => {
    expect(looks(smallest)).toEqual([]);
    for (const board of ['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'])
      expect([board, secondLook(shippedPolicy(board))]).toEqual([board, []]);
  });

  it('says where no limit ends a stage', () => {
    expect(looks(withChanges(['        lapses: true\n', '']))).toEqual([
      expect.stringMatching(/^Nothing ends Stage 1 by itself/),
    ]);
  });

  it('says where nothing comes after a limit that lapses', () => {
    expect(looks(onlyStage(smallest))).toEqual([
      expect.stringMatching(/^Stage 1 is the last and a limit of it lapses/),
    ]);
  });

  it('says where nothing is owed', () => {
    const text = onlyStage(smallest).replace(
      / {4}obligations:\n[^]*? {4}office_sees/,
      '    obligations: []\n    closings: [{ id: over, label: It is over, asks: Why?, source: a }]\n    office_sees',
    );
    expect(looks(text)).toEqual([expect.stringMatching(/^Nothing is owed at Stage 1/)]);
  });

  it('says that only three roles are found along a person’s own line', () => {
    const text = withChanges(
      ['id: line-manager,', 'id: team-manager,'],
      ['[line-manager]', '[team-manager]'],
      ['role: line-manager', 'role: team-manager'],
    );
    expect(looks(text)).toEqual([
      expect.stringMatching(/"team-manager": anybody in the agency who holds it/),
    ]);
  });

  it('says where nobody of the board ever hears of a case', () => {
    const text = onlyStage(smallest).replace(/ {2}- \{ id: chair.*\n/, '');
    expect(looks(text)).toContain(
      'No role is of the board, so nobody of the board ever hears of a case or sees one.',
    );
  });
});

function onlyStage(text: string): string {
  return text.slice(0, text.indexOf("  - id: '2'"));
}
