import { describe, expect, it } from 'vitest';
import { read, redbridgeText, textOf } from './policies.ts';

/* Every kind of mistake that a policy file can have: one test each, in the words of a board's office, with its place. */

const rotherham = textOf('rotherham');

/** A file with one passage changed, as `line:column what` of each problem; the line relative to the passage. */
function mistake(from: string, to: string, text = redbridgeText): readonly string[] {
  const start = text.indexOf(from);
  if (start < 0) throw new Error(`The file has no "${from}"`);
  const line = text.slice(0, start).split('\n').length;
  const result = read(text.slice(0, start) + to + text.slice(start + from.length));
  if (result.kind === 'policy') return [];
  return result.problems.map((one) => {
    expect(one.line).toBeGreaterThan(0);
    expect(one.column).toBeGreaterThan(0);
    return `+${one.line - line}:${one.column} ${one.says}`;
  });
}

describe('policy check finds, in words and at its place,', () => {
  it('an unknown key, with the one that was meant', () => {
    expect(mistake('strict: should', 'stritc: should')).toContain(
      '+0:9 There is no key "stritc" here. Did you mean "strict"?',
    );
  });

  it('a rule without its paragraph', () => {
    expect(mistake("source: '4.4'\n        reading: RB-X4", 'reading: RB-X4')[0]).toMatch(
      /^\+-?\d+:\d+ "source" is missing: the paragraph of the board's document/,
    );
  });

  it('a duty that starts at something that never happens', () => {
    expect(mistake('{ working_days: 2, after: concern }', '{ working_days: 2, after: forum-told }')).toEqual([
      '+0:9 This counts from "forum-told", and neither this stage nor one before it has a forum.',
    ]);
  });

  it('a stage that cannot be reached, behind a decision that binds', () => {
    const binding = redbridgeText.replace(/^ {4}forum:$/m, '    forum:'); // the last stage's, moved up below
    const [, forum = ''] = /(\n {4}forum:\n(?: {6}.*\n)+)/.exec(binding) ?? [];
    expect(forum).not.toBe('');
    const bound = forum.replace(/effect: .*/, 'effect: binding');
    const moved = redbridgeText.replace("\n  - id: '2'\n", `${bound}\n  - id: '2'\n`);
    const says = mistake("\n  - id: '2'\n", "\n  - id: '2'\n", moved).join('\n');
    expect(says).toContain(
      '"Stage 2" cannot be reached: "Stage 1" ends with a decision that binds everyone.',
    );
  });

  it('a stage that cannot be reached, because its form begins later', () => {
    expect(mistake('from_stage:', "from_stage: '4' #", rotherham)).toEqual([
      expect.stringMatching(
        /^\+-\d+:\d+ "Stage 3" cannot be reached: it needs the form "record", which begins at "Stage 4" only\.$/,
      ),
    ]);
  });

  it('a stage that cannot be reached, because it is informal and comes too late', () => {
    expect(mistake('    label: Stage 2\n', '    label: Stage 2\n    informal: true\n')).toEqual([
      '+1:15 "Stage 2" cannot be reached: an informal stage comes before the first that is not.',
    ]);
  });

  it('a last stage that cannot be left', () => {
    const last = redbridgeText.indexOf("\n  - id: '2'\n");
    const after = redbridgeText.slice(last).search(/\n(?=[a-z])/);
    const one = redbridgeText.slice(0, last) + redbridgeText.slice(last + after);
    const says = mistake(
      'duty: resolve\n',
      'duty: respond\n',
      one.replace(/from_stage: .*/g, "from_stage: '1'"),
    );
    expect(says.join('\n')).toContain('"Stage 1" is the last and cannot be left');
  });

  it('a role that nobody can hold', () => {
    expect(mistake('raising: [line-manager]', 'raising: [business-manager]')).toEqual([
      '+0:17 Nobody can be "business-manager" here: it is a role of the board, and this is for a side of the disagreement.',
    ]);
  });

  it('a limit that is earlier than its target', () => {
    expect(
      mistake('target:\n', 'target:\n').length +
        mistake('due: { working_days: 2, after: entered }', 'due: { working_days: 9, after: entered }')
          .length,
    ).toBe(1);
  });

  it('a recipient who is not in the file', () => {
    expect(mistake('shown_to: [', 'shown_to: [the-newspaper, ')[0]).toMatch(
      /^\+0:\d+ There is no role "the-newspaper" in this file\. There are: /,
    );
    expect(mistake('- { to: business-manager,', '- { to: the-newspaper,')[0]).toMatch(
      /^\+0:\d+ There is no recipient "the-newspaper" in this file\. There are: /,
    );
  });

  it('two stages with one id', () => {
    expect(mistake("- id: '2'\n    label: Stage 2", "- id: '1'\n    label: Stage 2").join('\n')).toContain(
      '+0:9 The name "1" is used twice in the same list. Names must differ.',
    );
  });

  it('a form field that does not exist', () => {
    expect(mistake('prefill: issue', 'prefill: isue', rotherham)[0]).toMatch(
      /^\+0:\d+ "prefill" cannot be "isue"\. It can be: .* Did you mean "issue"\?$/,
    );
  });

  it('a form field that asks for a stage and names none', () => {
    expect(mistake('prefill: issue', 'prefill: stage-entered', rotherham)).toEqual([
      expect.stringMatching(/^\+0:\d+ "prefill: stage-entered" asks for a stage: add "of_stage"/),
    ]);
  });

  it('a reading without its sources', () => {
    const [, sources = ''] = /(\n {4}sources:\n(?: {6}.*\n)+)/.exec(redbridgeText) ?? [];
    expect(mistake(sources, '\n')[0]).toContain('"sources" is missing here.');
    expect(mistake(sources, '\n    sources: []\n')[0]).toContain('"sources" needs at least 1 entry.');
  });

  it('times that wait for each other in a circle', () => {
    expect(
      mistake('due: { working_days: 3, after: raise }', 'due: { limit_of: read-file }').join('\n'),
    ).toContain('These limits go round in a circle: "speak" waits for "read-file", which waits for "speak".');
  });

  it('a value of another type', () => {
    expect(mistake('aliases: [RSAB, Redbridge SAB]', 'aliases: 3')).toEqual([
      '+0:10 "aliases" should be a list: each entry on its own line, beginning with "- ".',
    ]);
  });

  it('a tab', () => {
    expect(mistake('\n  title:', '\n\ttitle:')).toEqual([
      expect.stringMatching(/:1 This line begins with a tab\. Use spaces to move a line in\.$/),
    ]);
  });

  it('a text that begins with a sign of its own, or ends too early, and is not in quotation marks', () => {
    const label = 'label: Stage 1\n';
    for (const text of ['*urgent', '&urgent Stage 1']) {
      expect(mistake(label, `label: ${text}\n`)).toEqual([
        expect.stringContaining('begins with * or & has a meaning of its own'),
      ]);
    }
    expect(mistake(label, 'label: *urgent Stage 1\n')).toEqual([
      expect.stringContaining('Put the whole text in quotation marks'),
    ]);
    for (const text of ['@Stage 1', '%Stage 1', "'The adult's stage'"]) {
      expect(mistake(label, `label: ${text}\n`)).toEqual([
        expect.stringContaining('Put the whole text in quotation marks'),
      ]);
    }
  });

  it('two times where there can be one', () => {
    expect(
      mistake('{ working_days: 3, after: raise }', '{ working_days: 3, hours: 4, after: raise }'),
    ).toEqual([
      expect.stringContaining(
        '"hours" cannot stand beside the other keys here. Write one time, or put two under "earliest" or "latest".',
      ),
    ]);
  });

  it('a meeting of a panel where there is none', () => {
    expect(mistake('duty: advise-other-board', 'duty: convene')).toEqual([
      expect.stringContaining(
        'A duty "convene" brings a panel together, and "Stage 3" has none. For any other meeting write "duty: meet".',
      ),
    ]);
  });
});
