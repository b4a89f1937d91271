import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkAgainst } from '../../src/directory/check-against.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { agencies, fileOf } from './build-directory.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

function redbridge() {
  const policy = readPolicy(read('policies/redbridge.yaml'), 'redbridge.yaml', (canonical) => canonical);
  if (policy.kind === 'problems') throw new Error(policy.problems.map(({ says }) => says).join('\n'));
  return policy.policy;
}
const warnings = (text: string): readonly string[] =>
  checkAgainst(fileOf(text), [redbridge()]).map(({ line, says }) => `${line}: ${says}`);

describe('a directory held against the policies', () => {
  it('has nothing to warn of in the demo', () => {
    expect(warnings(read('demo/directory.yaml'))).toEqual([]);
  });

  it('warns of a role, a sector and a board that no policy knows, with what was probably meant', () => {
    const found = warnings(`
agencies:
  - { id: a, name: Trust, sector: heath, boards: [redbridge], slack: [T01A] }
  - { id: b, name: Charity, sector: voluntary, boards: [redbrige] }
people:
  - { name: Ann, email: ann@example.org, agency: a, roles: [profesional] }`);
    expect(found).toContainEqual(
      '3: Trust has the sector "heath", which its board\'s policy does not know. Did you mean "health"?',
    );
    expect(found).toContainEqual(
      '4: Charity names the board "redbrige", which has no policy here. Did you mean "redbridge"?',
    );
    expect(found).toContainEqual(
      '6: Ann has the role "profesional", which no policy of their agency\'s boards knows. Did you mean "professional"?',
    );
    expect(found).toContainEqual(
      expect.stringContaining(
        '4: Charity lists no Slack workspace, no Microsoft 365 tenant and no mail domain',
      ),
    );
    expect(found).toContainEqual(expect.stringContaining('1: No agency is the office of Redbridge'));
  });

  it('warns of an address that e-mail cannot reach, where an agency has nothing but e-mail', () => {
    const found = warnings(`
agencies:
  - { id: a, name: Lantern, sector: voluntary, boards: [redbridge], email: [lantern.example.org] }
  - { id: b, name: Trust, sector: health, boards: [redbridge], slack: [T01A], email: [trust.example.org] }
people:
  - { name: Noor, email: noor@lantern.example.org, agency: a, roles: [professional] }
  - { name: Abel, email: abel@example.com, agency: a, roles: [professional] }
  - { name: Cat, email: cat@example.com, agency: b, roles: [professional] }`);
    expect(found.filter((warning) => warning.includes('cannot be reached'))).toEqual([
      '7: Abel cannot be reached: abel@example.com is in no mail domain of Lantern. List its domain for the agency, or correct the address.',
    ]);
  });

  it('warns where nobody in an agency holds a role that the policy turns to, and says what for', () => {
    const found = warnings(`${agencies.replace(', solihull', '')}people:
  - { name: Ann, email: ann@example.org, agency: council, roles: [professional] }`);
    const council = found.filter((warning) => warning.includes('Northbrook Council'));
    expect(council).toHaveLength(3);
    expect(council[0]).toContain(
      'Nobody at Northbrook Council is "line-manager", who acts for it at Stage 2',
    );
    expect(council[1]).toContain('is "senior-manager", who acts for it at Stage 3');
    expect(council[2]).toContain(
      'is "safeguarding-lead", who is told at once when an adult is at immediate risk',
    );
    expect(found.join('\n')).toMatch(
      /Nobody at Board office is "business-manager" \(RSAB Business Manager\)/,
    );
    expect(found.join('\n')).toMatch(/Nobody at Board office is "independent-chair"/);
  });

  it('is content with the named nurse where the policy lets health ask them instead, but not for an alert', () => {
    const nurse = (agency: string): string => `${agencies.replace(', solihull', '')}people:
  - { name: Noor, email: noor@example.org, agency: ${agency}, roles: [named-safeguarding-professional], telephone: 01632 960123 }`;
    const lacks = (agency: string, name: string): readonly string[] =>
      warnings(nurse(agency)).filter(
        (warning) => warning.includes(`Nobody at ${name}`) && /"(line|senior)-manager"/.test(warning),
      );
    expect(lacks('council', 'Northbrook')).toHaveLength(2);
    const hospital = lacks('hospital', 'St Aldhelm').join(', ');
    expect(hospital).toMatch(/"line-manager", who is told at once/);
    expect(hospital).not.toMatch(/Stage [23]/);
  });

  it('warns of somebody who is told of a risk at once and cannot be rung', () => {
    const demo = read('demo/directory.yaml').replace('    telephone: 01632 960103\n', '');
    expect(warnings(demo)).toEqual([
      expect.stringMatching(/Beatrix Oakes is told at once .* has no telephone/),
    ]);
  });
});
