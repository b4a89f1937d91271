import { describe, expect, it } from 'vitest';
import { at } from '../policy/policies.ts';
import { everybody, on, outsider, raising, rulesWith, words } from '../support/case-world.ts';
import { duty, given, moment } from '../support/given.ts';
import { police, trust, withAgencies } from '../support/practice-directory.ts';

describe('raising a disagreement', () => {
  it('opens the first stage on Tuesday 22 December 2026 with every limit that the policy gives', () => {
    const outcome = given([]).when(raising('2026-12-22T10:00'));
    outcome.then(
      {
        type: 'CaseRaised',
        by: 'rosa',
        raisingAgency: 'northbrook-council',
        raised: moment('2026-12-22T10:00'),
      },
      { type: 'StageEntered', stage: '1', vacancies: [] },
      { type: 'ObligationSet' },
      { type: 'ObligationSet' },
      { type: 'ObligationSet' },
      { type: 'ObligationSet' },
      { type: 'ObligationSet' },
      { type: 'ObligationSet' },
      { type: 'ObligationMet', obligation: '1.raise', by: 'rosa', late: false },
    );
    const state = outcome.raised();
    expect(state.obligations.map(({ id, due, status }) => [id, due, status])).toEqual([
      ['1.raise', moment('2026-12-24T17:00'), 'met'],
      ['1.acknowledge:st-aldhelms', undefined, 'open'],
      ['1.speak:st-aldhelms', moment('2026-12-29T17:00'), 'open'],
      ['1.read-file:st-aldhelms', moment('2026-12-29T17:00'), 'open'],
      ['1.respond:st-aldhelms', undefined, 'open'],
      ['1.resolve', moment('2026-12-31T17:00'), 'open'],
    ]);
    expect(state.actors).toEqual([
      { side: 'raising', role: 'professional', person: 'rosa' },
      { side: 'receiving:st-aldhelms', role: 'professional', person: 'nadia' },
    ]);
  });

  it('tells the two professionals and nobody else', () => {
    expect(given([]).when(raising('2026-12-22T10:00')).told()).toEqual([
      'nadia: CaseRaised',
      'rosa: CaseRaised',
    ]);
  });

  it('says who owes each duty', () => {
    const state = given([]).when(raising('2026-12-22T10:00')).raised();
    expect(duty(state, '1.speak:st-aldhelms').owedBy).toEqual([
      { side: 'receiving:st-aldhelms', role: 'professional', people: ['nadia'] },
    ]);
    expect(duty(state, '1.resolve').owedBy.flatMap(({ people }) => people)).toEqual(['rosa', 'nadia']);
  });

  it('accepts a late raise and gives the receiver the three days to speak', () => {
    const late = raising('2026-12-31T12:00', { concern: { arose: at('2026-12-22T10:00') } });
    const outcome = given([]).when(late);
    outcome.thenAmongOthers({ type: 'ObligationMet', obligation: '1.raise', late: true });
    expect(duty(outcome.raised(), '1.speak:st-aldhelms').due).toBe(moment('2027-01-06T17:00'));
    expect(duty(outcome.raised(), '1.resolve').due).toBe(moment('2027-01-06T17:00'));
  });

  it('counts from an earlier raise outside chat', () => {
    const earlier = raising('2026-12-29T09:00', {
      concern: { arose: at('2026-12-22T10:00') },
      alreadyRaised: { on: at('2026-12-23T11:00'), how: 'telephone' },
    });
    const outcome = given([]).when(earlier);
    outcome.thenAmongOthers({ type: 'ObligationMet', obligation: '1.raise', late: false });
    expect(duty(outcome.raised(), '1.speak:st-aldhelms').due).toBe(moment('2026-12-30T17:00'));
  });

  it('counts from the earlier of the disagreement and the decision', () => {
    const both = raising('2026-12-23T10:00', {
      concern: { arose: at('2026-12-23T09:00'), decisionReceived: at('2026-12-22T09:00') },
    });
    expect(duty(given([]).when(both).raised(), '1.raise').due).toBe(moment('2026-12-24T17:00'));
  });

  it('gives each receiving side its own duties', () => {
    const two = raising('2026-12-22T10:00', {
      receiving: [
        { agency: trust.id, professional: 'nadia' },
        { agency: police.id, professional: 'piet' },
      ],
    });
    const state = given([]).when(two).raised();
    expect(state.obligations.filter(({ duty: kind }) => kind === 'speak').map(({ id }) => id)).toEqual([
      '1.speak:st-aldhelms',
      '1.speak:eastmere-police',
    ]);
    expect(duty(state, '1.resolve').owedBy.map(({ side }) => side)).toEqual([
      'raising',
      'receiving:st-aldhelms',
      'receiving:eastmere-police',
    ]);
  });

  it.each([
    [
      'your own agency',
      { receiving: [{ agency: 'northbrook-council', professional: 'omar' }] },
      'same-agency',
      'receiving',
    ],
    ['nobody', { receiving: [] }, 'missing', 'receiving'],
    [
      'the same agency twice',
      {
        receiving: [
          { agency: trust.id, professional: 'nadia' },
          { agency: trust.id, professional: 'yusuf' },
        ],
      },
      'already-done',
      'receiving',
    ],
    [
      'an agency that is no partner',
      { receiving: [{ agency: outsider.id, professional: 'hana' }] },
      'unknown',
      'receiving',
    ],
    [
      'an agency that is not there',
      { receiving: [{ agency: 'nowhere', professional: 'nadia' }] },
      'unknown',
      'receiving',
    ],
    [
      'a professional of another agency',
      { receiving: [{ agency: trust.id, professional: 'piet' }] },
      'unknown',
      'receiving',
    ],
    ['a concern to come', { concern: { arose: at('2026-12-23T10:00') } }, 'in-the-future', 'concern'],
    ['no concern', { concern: {} }, 'missing', 'concern'],
    ['a concern of another age', { concern: { arose: at('1996-12-23T10:00') } }, 'unknown', 'concern'],
    [
      'an earlier raise before the concern',
      { alreadyRaised: { on: at('2026-12-21T10:00'), how: 'e-mail' } },
      'not-earlier',
      'alreadyRaised',
    ],
    [
      'an earlier raise that is still to come',
      { alreadyRaised: { on: at('2026-12-24T10:00'), how: 'e-mail' } },
      'in-the-future',
      'alreadyRaised',
    ],
    ['a required answer missing', { words: { issue: words('issue') } }, 'missing', 'risk'],
    ['a theme that the policy does not know', { themes: ['weather'] }, 'unknown', 'themes'],
    ['a mark that the policy does not know', { flags: ['weather'] }, 'unknown', 'flags'],
  ] as const)('refuses %s, at its field', (_what, said, code, field) => {
    given([]).when(raising('2026-12-22T10:00', said)).refused(code, field);
  });

  it('refuses a stranger, and somebody of an agency that is no partner', () => {
    given([])
      .when(raising('2026-12-22T10:00', {}, 'nobody'))
      .refused('unknown');
    given([])
      .when(raising('2026-12-22T10:00', {}, 'hana'))
      .refused('unknown');
  });

  it('refuses a second raise of the same case', () => {
    given([raising('2026-12-22T10:00')])
      .when(raising('2026-12-22T11:00'))
      .refused('already-done');
  });

  it('lets an agency of two boards raise with a partner of this one', () => {
    const both = withAgencies(everybody, [{ ...outsider, boards: ['redbridge', 'elsewhere'] }]);
    const command = raising('2026-12-22T10:00', {}, 'hana');
    given([], rulesWith(both))
      .when(command)
      .thenAmongOthers({ type: 'CaseRaised', raisingAgency: outsider.id });
  });

  it('refuses everything else while nothing was raised', () => {
    given([])
      .when(on('2026-12-22T10:00', 'nadia', 'acknowledge', {}))
      .refused('unknown');
  });
});
