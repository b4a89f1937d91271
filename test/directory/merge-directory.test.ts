import { describe, expect, it } from 'vitest';
import { mergeDirectory } from '../../src/directory/merge-directory.ts';
import { removalsInOpenCases } from '../../src/directory/removals.ts';
import { agencies, directoryOf, fileOf, nobody } from './build-directory.ts';

const withPeople = (rows: string, leavers = ''): string => `${agencies}people:\n${rows}${leavers}`;
const ann =
  '  - { name: Ann, email: ann@example.org, agency: council, roles: [professional, line-manager] }\n';
const bob = '  - { name: Bob, email: bob@example.org, agency: council, line_manager: ann@example.org }\n';
const tom = '  - { name: Tom, email: tom@example.org, agency: hospital }\n';
const never = (): string => {
  throw new Error('nobody is new');
};

describe('merging a file into the directory', () => {
  it('gives new people an opaque id, and managers by that id', () => {
    const ids = ['p1', 'p2'].values();
    const merged = mergeDirectory(nobody, fileOf(withPeople(ann + bob)), () => ids.next().value ?? '');
    expect(merged).toMatchObject({ added: ['p1', 'p2'], changed: [], removed: [] });
    expect(merged.directory.people.get('p2')).toMatchObject({ name: 'Bob', lineManager: 'p1' });
    expect([...merged.directory.agencies.keys()]).toEqual(['council', 'hospital', 'office']);
  });

  it('changes nothing when the same file comes again, with other capitals and the roles in another order', () => {
    const current = directoryOf(withPeople(ann + bob));
    const again = withPeople(
      '  - { name: Ann, email: ANN@example.org, agency: council, roles: [line-manager, professional] }\n' +
        bob,
    );
    expect(mergeDirectory(current, fileOf(again), never)).toMatchObject({
      added: [],
      changed: [],
      removed: [],
    });
  });

  it('keeps the id of somebody whose name, telephone or manager changed', () => {
    const current = directoryOf(withPeople(ann + bob));
    const married =
      '  - { name: Bob Lane, email: bob@example.org, agency: council, telephone: 01632 960123 }\n';
    const merged = mergeDirectory(current, fileOf(withPeople(ann + married)), never);
    expect(merged).toMatchObject({ added: [], changed: ['bob'], removed: [] });
    expect(merged.directory.people.get('bob')).toEqual({
      id: 'bob',
      name: 'Bob Lane',
      email: 'bob@example.org',
      telephone: '01632 960123',
      agency: 'council',
      roles: [],
      away: [],
    });
  });

  it('removes who is not in the file any more', () => {
    const merged = mergeDirectory(directoryOf(withPeople(ann + tom)), fileOf(withPeople(ann)), never);
    expect(merged.removed).toEqual(['tom']);
    expect([...merged.directory.people.keys()]).toEqual(['ann']);
  });

  it('takes somebody who moves to another agency for a new person, because a record shows for whom they acted', () => {
    const moved = '  - { name: Tom, email: tom@example.org, agency: council }\n';
    const merged = mergeDirectory(
      directoryOf(withPeople(ann + tom)),
      fileOf(withPeople(ann + moved)),
      () => 'tom-2',
    );
    expect(merged).toMatchObject({ added: ['tom-2'], changed: [], removed: ['tom'] });
  });
});

describe('removing somebody who acts in an open case', () => {
  const current = directoryOf(withPeople(ann + bob + tom));
  const cases = [
    { id: 'c1', reference: 'RB-2026-0001', people: ['bob', 'tom'] },
    { id: 'c2', reference: 'RB-2026-0002', people: ['bob'] },
    { id: 'c3', reference: 'RB-2026-0003', people: ['ann'] },
  ];
  const removals = (text: string, open = cases) => {
    const file = fileOf(text);
    return removalsInOpenCases(
      current,
      mergeDirectory(current, file, () => 'new'),
      file,
      open,
    );
  };

  it('is refused with the references of the cases, asking for a successor', () => {
    expect(removals(withPeople(ann + tom))).toEqual({
      kind: 'refused',
      problems: [
        {
          line: 1,
          column: 1,
          says: 'Bob (bob@example.org) acts for Northbrook Council in RB-2026-0001, RB-2026-0002 and is not in this file. Name a successor from Northbrook Council under leavers, or keep them in.',
        },
      ],
    });
  });

  it('names everybody of whom that is true at once', () => {
    const refused = removals(withPeople(ann));
    expect(refused.kind === 'refused' && refused.problems.map(({ says }) => says.split(' ')[0])).toEqual([
      'Bob',
      'Tom',
    ]);
  });

  it('goes ahead with a successor, handing over each case', () => {
    const leavers = 'leavers: [{ email: BOB@example.org, successor: ann@example.org }]';
    expect(removals(withPeople(ann + tom, leavers))).toEqual({
      kind: 'clear',
      handOvers: [
        { caseId: 'c1', reference: 'RB-2026-0001', from: 'bob', to: 'ann' },
        { caseId: 'c2', reference: 'RB-2026-0002', from: 'bob', to: 'ann' },
      ],
    });
  });

  it('is refused where the successor works for another agency', () => {
    const leavers = 'leavers: [{ email: bob@example.org, successor: tom@example.org }]';
    const refused = removals(withPeople(ann + tom, leavers));
    const problems = refused.kind === 'refused' ? refused.problems : [];
    expect(problems.map(({ line, column }) => [line, column])).toEqual([[20, 11]]);
    expect(problems[0]?.says).toContain('tom@example.org, should work there too');
  });

  it('goes ahead at once where nothing of theirs is open', () => {
    expect(removals(withPeople(ann + tom), [])).toEqual({ kind: 'clear', handOvers: [] });
    expect(removals(withPeople(ann + bob + tom))).toEqual({ kind: 'clear', handOvers: [] });
  });
});
