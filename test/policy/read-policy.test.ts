import { describe, expect, it } from 'vitest';
import { read, redbridgeText } from './policies.ts';

/** Every problem of a text, as `line:column what`. */
function problems(text: string): readonly string[] {
  const result = read(text);
  if (result.kind === 'policy') return [];
  return result.problems.map(({ line, column, says }) => `${line}:${column} ${says}`);
}

/** Redbridge's file with one passage changed: what is wrong with it, without the place, and the line of the passage. */
function changed(from: string, to: string): { readonly says: readonly string[]; readonly line: number } {
  const start = redbridgeText.indexOf(from);
  if (start < 0) throw new Error(`redbridge.yaml has no "${from}"`);
  const result = read(redbridgeText.slice(0, start) + to + redbridgeText.slice(start + from.length));
  if (result.kind === 'policy') return { says: [], line: 0 };
  return { says: result.problems.map(({ says }) => says), line: result.problems[0]?.line ?? 0 };
}

function lineOf(passage: string): number {
  return redbridgeText.slice(0, redbridgeText.indexOf(passage)).split('\n').length;
}

describe('A policy file that is right', () => {
  it('is read', () => {
    expect(problems(redbridgeText)).toEqual([]);
  });

  it('has a version of twelve digits that a comment or another layout does not change', () => {
    const plain = read(redbridgeText);
    const commented = read(
      `# a remark\n${redbridgeText.replace('aliases: [RSAB, Redbridge SAB]', 'aliases:\n  - RSAB\n  - Redbridge SAB')}`,
    );

    expect(plain.kind === 'policy' && plain.version).toMatch(/^[0-9a-f]{12}$/);
    expect(
      commented.kind === 'policy' && plain.kind === 'policy' && commented.version === plain.version,
    ).toBe(true);
  });

  it('has another version when a rule is another', () => {
    const plain = read(redbridgeText);
    const other = read(
      redbridgeText.replace('{ working_days: 3, after: raise }', '{ working_days: 4, after: raise }'),
    );

    expect(other.kind === 'policy' && plain.kind === 'policy' && other.version !== plain.version).toBe(true);
  });
});

describe('A file that is no policy at all', () => {
  it('may be empty', () => {
    expect(problems('')).toEqual([
      "1:1 policies/test.yaml is empty. Begin with a copy of another board's policy file.",
    ]);
    expect(problems(' \n\n')).toHaveLength(1);
  });

  it('may hold only a remark', () => {
    expect(problems('# nothing yet\n')).toEqual([
      '1:1 The file should be keys with values, beginning with "format: 1" and "board: ...".',
    ]);
  });

  it('may be a list or a word', () => {
    expect(problems('- one\n- two\n')[0]).toContain('should be keys with values');
    expect(problems('hello')[0]).toContain('should be keys with values');
  });

  it('may be too large', () => {
    expect(problems(`# ${'x'.repeat(1_000_001)}`)).toEqual([
      '1:1 policies/test.yaml is larger than a policy can be (1 MB).',
    ]);
  });

  it('may stand for far more than it holds, by reference', () => {
    const levels = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => {
        const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g'][index] ?? 'a';
        return `${name}: &${name} [${Array<string>(9).fill(`*${before}`).join(', ')}]`;
      }),
    ];

    expect(problems(levels.join('\n'))[0]).toContain('repeats itself by reference');
  });

  it('may be nested without end', () => {
    expect(problems('['.repeat(100_000))[0]).toMatch(/nested too deeply|closing/);
    expect(problems('- '.repeat(100_000))[0]).toMatch(/nested too deeply/);
  });

  it('may say nothing of what it must: everything missing is named at once', () => {
    const found = problems('format: 1\nboard: nowhere\n');

    for (const key of [
      'name',
      'document',
      'words',
      'calendar',
      'sectors',
      'roles',
      'triage',
      'raise',
      'stages',
    ]) {
      expect(found).toContainEqual(expect.stringContaining(`"${key}" is missing here.`));
    }
  });
});

describe('A mistake in the layout is reported with its line', () => {
  it('a tab', () => {
    expect(problems('format: 1\nwords:\n\tstage: Stage\n')[0]).toMatch(/^3:1 This line begins with a tab/);
  });

  it('a key that is written twice', () => {
    expect(problems('format: 1\nboard: one\nboard: two\n')).toEqual([
      '3:1 This key is written twice in the same place. Keep one of them.',
    ]);
  });

  it('a quotation mark that is never closed', () => {
    expect(problems('format: 1\nname: "Redbridge\n')[0]).toContain('closing quotation mark');
  });

  it('a second document', () => {
    expect(problems('format: 1\n---\nformat: 1\n')[0]).toContain('Keep everything in one');
  });

  it('a text with a colon in it', () => {
    expect(problems('format: 1\nname: Board: Redbridge\n')[0]).toContain('quotation marks');
  });
});

describe('A mistake in a rule is reported in words, at its place', () => {
  it('an unknown key, with the one that was probably meant', () => {
    const { says, line } = changed('        strict: should\n', '        stict: should\n');

    expect(says).toContain('There is no key "stict" here. Did you mean "strict"?');
    expect(says).toContain('"strict" is missing here.');
    expect(says).toHaveLength(2);
    expect(Math.abs(line - lineOf('        strict: should\n'))).toBeLessThan(10);
  });

  it('the place is the line and the column of the key', () => {
    expect(problems(redbridgeText.replace('  edition: 2nd Edition', '  editon: 2nd Edition'))).toEqual([
      `${lineOf('  edition: 2nd')}:3 There is no key "editon" here. Did you mean "edition"?`,
    ]);
  });

  it('a missing source', () => {
    expect(
      changed(
        '    says: Act now. Tell your manager or your safeguarding lead at once; do not wait for this procedure.\n',
        '',
      ).says,
    ).toEqual(['"says" is missing here.']);
    expect(
      changed("        strict: should\n        source: '4.4'\n", '        strict: should\n').says,
    ).toEqual([expect.stringContaining('"source" is missing: the paragraph')]);
  });

  it('a number where a text belongs', () => {
    expect(changed("  - id: '2'\n", '  - id: 2\n').says).toContain(
      '"id" should be a text. Put it in quotation marks: "2".',
    );
  });

  it('a key with nothing after it', () => {
    expect(changed('  title: Multi-Agency Escalation & Resolution Policy', '  title:').says).toEqual([
      '"title" has nothing after it.',
    ]);
  });

  it('a word that is not possible, with those that are', () => {
    expect(changed('strict: should', 'strict: shuold').says).toEqual([
      '"strict" cannot be "shuold". It can be: must, should, will, aim. Did you mean "should"?',
    ]);
  });

  it('a list that is none', () => {
    expect(changed('aliases: [RSAB, Redbridge SAB]', 'aliases: RSAB').says).toEqual([
      '"aliases" should be a list: each entry on its own line, beginning with "- ".',
    ]);
  });

  it('an e-mail address, a month and a time that are none', () => {
    expect(changed('email: CPAT.Referrals@redbridge.gov.uk', 'email: the hub').says).toEqual([
      '"email" is "the hub" and should be an e-mail address.',
    ]);
    expect(changed('published: 2022-06', 'published: June 2022').says).toEqual([
      '"published" is "June 2022" and should be a month such as 2022-06.',
    ]);
    expect(changed("close: '17:00'", "close: '5 pm'").says).toEqual([
      '"close" is "5 pm" and should be a time such as 17:00.',
    ]);
  });
});

describe('A mistake in a time is reported', () => {
  const raise = 'due: { working_days: 2, after: concern }';

  it('an unknown way to count', () => {
    expect(changed(raise, 'due: { working_day: 2, after: concern }').says).toEqual([
      'There is no key "working_day" here. Did you mean "working_days"?',
    ]);
  });

  it('an unknown event', () => {
    expect(changed(raise, 'due: { working_days: 2, after: concerns }').says).toEqual([
      expect.stringContaining('"after" cannot be "concerns".'),
    ]);
  });

  it('a number that is none, or less than one', () => {
    expect(changed(raise, 'due: { working_days: two, after: concern }').says).toEqual([
      '"working_days" should be a number.',
    ]);
    expect(changed(raise, 'due: { working_days: 0, after: concern }').says).toEqual([
      '"working_days" is less than 1.',
    ]);
  });

  it('words instead of a time', () => {
    expect(changed(raise, 'due: two working days').says).toEqual([
      '"due" should be a time such as { working_days: 5, after: concern }.',
    ]);
  });

  it('an event that never happens at that stage', () => {
    expect(changed(raise, 'due: { same_working_day: unresolved }').says).toEqual([
      expect.stringContaining('there is none before this one'),
    ]);
    expect(changed(raise, 'due: { working_days: 2, after: forum-told }').says).toEqual([
      expect.stringContaining('has a forum'),
    ]);
    expect(changed(raise, 'due: { working_days: 2, after: resolved }').says).toEqual([
      'This counts from "resolved", and the duty "raise" is over once the matter is resolved.',
    ]);
  });

  it('limits that wait for each other', () => {
    expect(changed(raise, 'due: { limit_of: speak }').says).toEqual([
      'The duty "speak" comes later than this one. Move it up, so that its limit is known first.',
    ]);
    const circle = redbridgeText
      .replace(raise, 'due: { limit_of: speak }')
      .replace('due: { working_days: 3, after: raise }', 'due: { limit_of: raise }');
    expect(problems(circle)).toEqual([
      expect.stringContaining('go round in a circle: "raise" waits for "speak"'),
    ]);
  });

  it('the limit of a duty that is not there', () => {
    expect(changed('{ limit_of: speak }', '{ limit_of: talk }').says).toEqual([
      expect.stringContaining('There is no duty "talk".'),
    ]);
    expect(changed('{ limit_of: speak }', '{ limit_of: 1.speak }').says).toEqual([]);
  });

  it('a target that is never earlier than its limit', () => {
    expect(
      changed('due: { working_days: 2, after: entered }', 'due: { working_days: 6, after: entered }').says,
    ).toEqual([
      'The limit of "resolve" is never later than its target. The target is the earlier of the two.',
    ]);
  });

  it('a priority that is not declared', () => {
    expect(
      changed(raise, 'due: { by_priority: { high: { working_days: 1, after: concern } } }').says,
    ).toEqual(['There is no priority "high" under raise.']);
  });
});

describe('A name that leads nowhere is reported', () => {
  it.each([
    [
      'a role',
      'owed_by: { side: both, role: line-manager }',
      'owed_by: { side: both, role: line-manger }',
      'There is no role "line-manger" in this file. Did you mean "line-manager"?',
    ],
    [
      'a contact',
      'board_office: board-office',
      'board_office: office',
      'There is no contact "office" in this file. There are: board-office, childrens-mash, out-of-hours.',
    ],
    [
      'a stage',
      "      stage: '4'\n      even_if",
      "      stage: '5'\n      even_if",
      'There is no stage "5" in this file. There are: 1, 2, 3, 4.',
    ],
    [
      'a flag',
      'only_if: out-of-area',
      'only_if: out-of-aera',
      'There is no flag "out-of-aera" in this file. Did you mean "out-of-area"?',
    ],
    [
      'a reading',
      'reading: RB-X14',
      'reading: RB-X44',
      'There is no reading "RB-X44" in this file. Did you mean "RB-X4"?',
    ],
    ['a sector', 'sectors: [health]', 'sectors: [hospitals]', 'There is no sector "hospitals" in this file.'],
    [
      'a recipient',
      '{ to: raiser, on: recommended',
      '{ to: everyone, on: recommended',
      'There is no recipient "everyone" in this file.',
    ],
  ])('%s', (_title, from, to, expected) => {
    const { says } = changed(from, to);

    expect(says).toHaveLength(1);
    expect(says[0]).toContain(expected);
  });

  it('and a name that stands for two things is, too', () => {
    expect(
      changed('  - id: designated-professional\n    label', '  - id: head-of-service\n    label').says,
    ).toContain('The name "head-of-service" is used twice in the same list. Names must differ.');
    expect(changed('    - id: response-aim', '    - id: aim').says).toEqual([
      'The name "aim" is used twice in the same list. Names must differ.',
    ]);
  });
});

describe('A ladder that cannot be climbed is reported', () => {
  it('a role of the board asked of an agency, and the other way round', () => {
    expect(changed('raising: [line-manager]', 'raising: [business-manager]').says).toEqual([
      expect.stringContaining('Nobody can be "business-manager" here'),
    ]);
    expect(
      changed('{ side: board, role: independent-chair }', '{ side: board, role: head-of-service }').says,
    ).toEqual([expect.stringContaining('Nobody can be "head-of-service" here')]);
  });

  it('an office that nobody asks to pass the matter on', () => {
    expect(changed('duty: pass-on', 'duty: meet').says).toEqual([
      expect.stringContaining('needs a duty "pass-on"'),
    ]);
  });

  it('a ladder of informal stages that owe nothing', () => {
    const last = redbridgeText.indexOf("\n  - id: '2'\n    label: Stage 2");
    const filing = redbridgeText.indexOf('\nfiling:');
    const one = redbridgeText.slice(0, last) + redbridgeText.slice(filing);
    const informal = one
      .replace(/\n {4}title: (.*)\n {4}people:/, '\n    title: $1\n    informal: true\n    people:')
      .replace(/\n {4}obligations:[\s\S]*?\n {4}(?=\w)/, '\n    obligations: []\n    ');

    expect(problems(informal)).toContainEqual(
      expect.stringContaining('Every stage is informal and owes nothing'),
    );
  });

  it('a way past the first stages that leads no further than the first', () => {
    const skip = "\n  skips: [{ id: up, when: any, says: Go on, to: ['1'], source: '4.1' }]\n  scope:";
    expect(changed('\n  scope:', skip).says).toEqual([
      expect.stringContaining('This leads to no later stage'),
    ]);
  });

  it('a stage behind a decision that binds everyone', () => {
    const more = redbridgeText
      .replace('effect: advisory-expected', 'effect: binding')
      .replace(
        '\nfiling:',
        `\n  - id: '5'\n    label: Stage 5\n    title: After the end\n    people: { raising: [senior-manager], receiving: [senior-manager] }\n    obligations: []\n    office_sees: content\n    source: '4.9'\n\nfiling:`,
      );

    expect(problems(more)[0]).toContain('"Stage 5" cannot be reached');
  });
});

describe('Several mistakes', () => {
  it('are reported at once, from the top of the file down', () => {
    const text = redbridgeText
      .replace('board_office: board-office', 'board_office: nowhere')
      .replace('only_if: out-of-area', 'only_if: never')
      .replace('raising: [line-manager]', 'raising: [business-manager]');
    const found = problems(text);
    const lines = found.map((one) => Number(one.split(':')[0]));

    expect(found).toHaveLength(3);
    expect(lines).toEqual([...lines].sort((one, other) => one - other));
    expect(lines).toEqual([
      lineOf('board_office:'),
      lineOf('raising: [line-manager]'),
      lineOf('only_if: out-of-area'),
    ]);
  });

  it('are found whatever single line is left out: the answer is a policy or problems with a place, never a crash', () => {
    const lines = redbridgeText.split('\n');
    for (let index = 0; index < lines.length; index += 13) {
      const result = read(lines.filter((_, number) => number !== index).join('\n'));
      if (result.kind === 'problems') {
        expect(result.problems.length).toBeGreaterThan(0);
        for (const { line, column, says } of result.problems) {
          expect([line >= 1, column >= 1, says.length > 10]).toEqual([true, true, true]);
        }
      }
    }
  });
});
