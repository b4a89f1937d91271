import { describe, expect, it } from 'vitest';
import { awayTogether, backOn, joined, notOver } from '../../src/directory/days-away.ts';
import type { Person } from '../../src/directory/directory.ts';
import { endedBy, withSetInChat, type SetInChat, type SetValue } from '../../src/directory/set-in-chat.ts';
import { at } from '../policy/policies.ts';
import { changed, everybody } from '../support/case-world.ts';
import { withoutPerson } from '../support/practice-directory.ts';

function set(person: string, value: SetValue): SetInChat {
  return { number: 1, person, by: 'bella', at: at('2026-12-22T10:00'), value };
}

describe('what is set in chat', () => {
  it('counts in the place of what the file says, and nothing else of the person changes', () => {
    const away = [{ from: '2026-12-22', to: '2026-12-23' }];
    const found = withSetInChat(everybody, [
      set('nadia', { field: 'deputy', deputy: null }),
      set('milan', { field: 'away', away }),
      set('gone', { field: 'away', away }),
    ]);
    const { deputy: _none, ...nadia } = everybody.people.get('nadia') ?? {};
    expect(found.people.get('nadia')).toEqual(nadia);
    expect(found.people.get('milan')).toEqual({ ...everybody.people.get('milan'), away });
    expect(found.people.size).toBe(everybody.people.size);
  });

  it('stands while the file says about that field what it said before', () => {
    const change = set('nadia', { field: 'deputy', deputy: 'ines' });
    const after = changed('nadia', { jobTitle: 'Matron', away: [{ from: '2027-01-01', to: '2027-01-02' }] });
    expect(endedBy([change], everybody, after)).toEqual([]);
  });

  it('ends where the file says something new about that field, also when that is nothing', () => {
    const change = set('nadia', { field: 'deputy', deputy: 'ines' });
    const why = 'the-file-says-otherwise';
    expect(endedBy([change], everybody, changed('nadia', { deputy: 'tom' }))).toEqual([{ change, why }]);
    const { deputy: _none, ...nadia } = everybody.people.get('nadia') ?? ({} as Person);
    const without = { ...everybody, people: new Map(everybody.people).set('nadia', nadia) };
    expect(endedBy([change], everybody, without)).toEqual([{ change, why }]);
    const away = set('nadia', { field: 'away', away: [] });
    const named = changed('nadia', { away: [{ from: '2027-01-01', to: '2027-01-02' }] });
    expect(endedBy([away], everybody, named)).toEqual([{ change: away, why }]);
  });

  it('ends when the person or the deputy leaves, or the deputy changes agency', () => {
    const change = set('nadia', { field: 'deputy', deputy: 'ines' });
    expect(endedBy([change], everybody, withoutPerson(everybody, 'nadia'))).toEqual([
      { change, why: 'they-left' },
    ]);
    const left = [{ change, why: 'the-deputy-left' }];
    expect(endedBy([change], everybody, withoutPerson(everybody, 'ines'))).toEqual(left);
    expect(endedBy([change], everybody, changed('ines', { agency: 'eastmere-police' }))).toEqual(left);
  });
});

describe('days away', () => {
  const christmas = { from: '2026-12-21', to: '2026-12-27' };
  const newYear = { from: '2026-12-28', to: '2027-01-01' };

  it('are joined where they overlap or follow on, across the end of a year', () => {
    expect(joined([newYear, christmas])).toEqual([{ from: '2026-12-21', to: '2027-01-01' }]);
    expect(joined([christmas, { from: '2026-12-23', to: '2026-12-24' }])).toEqual([christmas]);
    const later = { from: '2026-12-29', to: '2026-12-30' };
    expect(joined([later, christmas])).toEqual([christmas, later]);
  });

  it('are over on the day after the last of them', () => {
    const person = { ...everybody.people.get('nadia'), away: [christmas] } as Person;
    expect(notOver(person, '2026-12-27')).toEqual([christmas]);
    expect(notOver(person, '2026-12-28')).toEqual([]);
  });

  it('end yesterday for somebody who is back today, and those to come stay', () => {
    const easter = { from: '2027-03-29', to: '2027-03-31' };
    expect(backOn([christmas, easter], '2026-12-23')).toEqual([
      { from: '2026-12-21', to: '2026-12-22' },
      easter,
    ]);
    expect(backOn([christmas], '2026-12-21')).toEqual([]);
    expect(backOn([christmas], '2026-12-28')).toEqual([christmas]);
  });

  it('of two people are told where both are away', () => {
    const [one, other] = ['nadia', 'ines'].map((id) => everybody.people.get(id));
    if (one === undefined || other === undefined) throw new Error('They are not there');
    const both = awayTogether(
      { ...one, away: [christmas] },
      { ...other, away: [{ from: '2026-12-26', to: '2026-12-30' }] },
      '2026-12-22',
    );
    expect(both).toEqual([{ from: '2026-12-26', to: '2026-12-27' }]);
    expect(awayTogether({ ...one, away: [christmas] }, other, '2026-12-22')).toEqual([]);
  });
});
