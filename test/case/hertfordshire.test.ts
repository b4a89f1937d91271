import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { boardRules, directoryOf, raisingAt } from '../support/board-world.ts';
import { on, risk, spoke, vacant, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { adult, atStage2, atStage3, board, raised, withTheChair } from '../support/hertfordshire.ts';
import { council, person } from '../support/practice-directory.ts';
import { agree } from '../support/shipped-case.ts';

/* What happens under the file of Hertfordshire: its three stages, the Chair, and an immediate risk. */

const people = (story: Simulation) => story.raised().actors.map(({ person: who, role }) => `${who}, ${role}`);
const owing = (story: Simulation, id: string) => duty(story.raised(), id).owedBy.flatMap((one) => one.people);
const offers = (story: Simulation, who: string, when: string) =>
  availableActs(who, story.state(), story.rules, at(when)).map(({ type }) => type);
const sight = (story: Simulation, who: string) =>
  maySee(who, story.state(), story.rules, at('2026-12-23T12:00'));

describe('a disagreement in Hertfordshire', () => {
  it('begins between the two professionals alone, who see the same of it, and the board sees nothing', () => {
    const story = raised();
    expect(story.raised().stage).toBe('1');
    expect(people(story)).toEqual(['rosa, professional', 'nadia, professional']);
    expect([...new Set(story.notices().map(({ to }) => to))].sort()).toEqual(['nadia', 'rosa']);
    expect(['rosa', 'nadia', 'bella', 'iris'].map((who) => sight(story, who))).toEqual([
      'content',
      'content',
      'nothing',
      'nothing',
    ]);
  });

  it.each(['issue', 'risk', 'nature', 'aim', 'evidence', 'interim-safety'])(
    'is not raised without “%s”',
    (field) => {
      const asked = ['issue', 'risk', 'nature', 'aim', 'evidence', 'interim-safety'];
      const kept = asked.filter((id) => id !== field).map((id) => [id, words(id)] as const);
      const story = simulate(boardRules(board));
      expect(
        story.run(raisingAt(board, '2026-12-22T10:00', { words: Object.fromEntries(kept) })),
      ).toMatchObject({ kind: 'refused', reason: { code: 'missing', field } });
    },
  );

  it('is not raised without saying to whom, and not without saying when it arose', () => {
    const story = simulate(boardRules(board));
    expect(story.run(raisingAt(board, '2026-12-22T10:00', { receiving: [] }))).toMatchObject({
      reason: { code: 'missing', field: 'receiving' },
    });
    expect(story.run(raisingAt(board, '2026-12-22T10:00', { concern: {} }))).toMatchObject({
      reason: { code: 'missing', field: 'concern' },
    });
  });

  it('can be raised between any agencies of the board, and with several of them at once', () => {
    const receiving = [
      { agency: 'northbrook-council', professional: 'omar' },
      { agency: 'st-aldhelms', professional: 'nadia' },
    ];
    const story = simulate(boardRules(board));
    story.step(raisingAt(board, '2026-12-22T10:00', { adult, receiving }, 'piet'));
    expect(people(story)).toEqual(['piet, professional', 'omar, professional', 'nadia, professional']);
  });

  it('is raised in time within two working days of the decision that was received, also on the telephone', () => {
    const received = { concern: { decisionReceived: at('2026-12-18T15:00') } };
    const late = (story: Simulation) => duty(story.raised(), '1.raise').metLate;
    expect(late(raised(received, directoryOf(board), '2026-12-22T16:59'))).toBe(false);
    expect(late(raised(received, directoryOf(board), '2026-12-22T17:01'))).toBe(true);
    const rang = { ...received, alreadyRaised: { on: at('2026-12-22T09:00'), how: 'telephone' as const } };
    expect(late(raised(rang, directoryOf(board), '2026-12-23T10:00'))).toBe(false);
  });

  it('has whoever receives it read the file and speak within three working days, Tuesday 29 December', () => {
    const story = raised();
    for (const id of ['1.read-file:st-aldhelms', '1.speak:st-aldhelms']) {
      expect(duty(story.raised(), id).due).toBe(moment('2026-12-29T17:00'));
      expect(owing(story, id)).toEqual(['nadia']);
    }
    story.step(on('2026-12-23T10:00', 'nadia', 'confirm-file-read', { on: '2026-12-23' }));
    expect(duty(story.raised(), '1.read-file:st-aldhelms').status).toBe('met');
    expect(duty(story.raised(), '1.speak:st-aldhelms').status).toBe('open');
    story.step(on('2026-12-23T12:00', 'nadia', 'log-discussion', spoke('2026-12-23T11:00', ['rosa'])));
    expect(duty(story.raised(), '1.speak:st-aldhelms').status).toBe('met');
  });

  it('owes what the other side wants to achieve, which is not answered without it', () => {
    const story = raised();
    expect(owing(story, '1.respond:st-aldhelms')).toEqual(['nadia']);
    expect(
      story.run(on('2026-12-22T11:00', 'nadia', 'respond', { words: { 'response-view': words('view') } })),
    ).toMatchObject({ reason: { code: 'missing', field: 'response-aim' } });
    story.step(on('2026-12-22T11:00', 'nadia', 'respond', { words: { 'response-aim': words('aim') } }));
    expect(duty(story.raised(), '1.respond:st-aldhelms').status).toBe('met');
  });

  it('lets the line manager be brought in at Stage 1, who then may read it, and owes nothing by that', () => {
    const story = raised();
    const asked = { person: 'milan', as: 'line-manager', question: words('advice') };
    story.step(on('2026-12-22T11:00', 'rosa', 'bring-in', asked));
    expect(told(story.notices())).toContain('milan: BroughtIn');
    expect(sight(story, 'milan')).toBe('content');
    expect(people(story)).toEqual(['rosa, professional', 'nadia, professional']);
  });

  it('keeps each discussion, within an agency or between them, and has it approved and dated by whoever took part', () => {
    const story = raised();
    const inside = { ...spoke('2026-12-22T10:30', ['milan']), between: 'inside' as const };
    story.step(on('2026-12-22T11:00', 'rosa', 'log-discussion', inside));
    story.step(on('2026-12-22T12:00', 'rosa', 'log-discussion', spoke('2026-12-22T11:30', ['nadia'])));
    const logged = story.entries().filter(({ event }) => event.type === 'DiscussionLogged');
    expect(logged.map(({ event }) => event)).toMatchObject([{ between: 'inside' }, { between: 'sides' }]);
    expect(told(story.notices())).toContain('nadia: DiscussionLogged');
    story.step(on('2026-12-22T13:00', 'nadia', 'approve-entry', { entry: logged[1]?.entry ?? 0 }));
    expect(story.entries()).toContainEqual({
      entry: expect.any(Number) as number,
      at: moment('2026-12-22T13:00'),
      event: { type: 'EntryApproved', by: 'nadia', entry: logged[1]?.entry },
    });
  });

  it('leaves Stage 1 at the end of those three days, though they spoke: both are to take it on the same day', () => {
    const story = raised();
    story.step(on('2026-12-23T12:00', 'nadia', 'log-discussion', spoke('2026-12-23T11:00', ['rosa'])));
    story.until('2026-12-29T16:59');
    expect(story.raised().unresolved['1']).toBeUndefined();
    story.until('2026-12-29T17:00');
    expect(story.raised().unresolved['1']).toBeDefined();
    expect(told(story.notices())).toEqual(
      expect.arrayContaining(['nadia: limit-passed 1.resolve', 'rosa: limit-passed 1.resolve']),
    );
    expect(duty(story.raised(), '2.escalate').due).toBe(moment('2026-12-29T17:00'));
    for (const who of ['rosa', 'nadia']) expect(offers(story, who, '2026-12-29T17:01')).toContain('escalate');
  });

  it('can be taken on at once, without waiting for any date, by the same day once they cannot agree', () => {
    const story = raised();
    story.step(on('2026-12-22T11:00', 'nadia', 'declare-unresolved', { reason: words('why') }));
    expect(duty(story.raised(), '2.escalate').due).toBe(moment('2026-12-22T17:00'));
    expect(atStage2().raised().stage).toBe('2');
  });

  it('is kept by whoever raised it: at Stage 2 Rosa still reads it and hears what happens', () => {
    const story = atStage3();
    expect(sight(story, 'rosa')).toBe('content');
    expect(told(story.notices())).toContain('rosa: StageEntered');
  });
});

describe('Stage 2 in Hertfordshire', () => {
  it('is the service managers’, and the safeguarding leads’ where an agency has none, with no level between', () => {
    expect(people(atStage2())).toEqual(['sunita, senior-manager', 'grace, senior-manager']);
    const story = atStage2(vacant('senior-manager', withoutSeniors()));
    expect(people(story)).toEqual(['lena, safeguarding-lead', 'ines, safeguarding-lead']);
  });

  it('has five working days from being taken there, or less where the adult needs it', () => {
    const story = atStage2();
    expect(duty(story.raised(), '2.resolve').due).toBe(moment('2026-12-31T17:00'));
    const sooner = { until: at('2026-12-24T12:00'), reason: words('sooner') };
    story.step(on('2026-12-22T12:00', 'grace', 'set-protective-date', sooner));
    story.until('2026-12-24T12:00');
    expect(story.raised().unresolved['2']).toBeDefined();
  });

  it.each([
    ['head-of-service', 'hugo'],
    ['assistant-director', 'asha'],
  ])('lets a manager bring in a %s of the own agency', (as, who) => {
    const story = atStage2(withDirector());
    story.step(on('2026-12-22T12:00', 'sunita', 'bring-in', { person: who, as, question: words('what') }));
    expect(told(story.notices())).toContain(`${who}: BroughtIn`);
    expect(people(story)).toEqual(['sunita, senior-manager', 'grace, senior-manager']);
  });

  it('goes on to the Chair by the same day once it is unresolved, whether or not a Head of Service has spoken', () => {
    const story = atStage2();
    story.until('2026-12-31T17:00');
    expect(duty(story.raised(), '3.escalate').due).toBe(moment('2026-12-31T17:00'));
    expect(owing(story, '3.escalate').sort()).toEqual(['grace', 'sunita']);
    expect(atStage3().raised().stage).toBe('3');
  });

  it('goes to the Chair over a significant question of policy, also after it was resolved', () => {
    const story = atStage2();
    agree(story, '2026-12-23', 'grace', 'sunita');
    expect(story.raised().status).toBe('agreed');
    story.step(on('2026-12-23T12:00', 'grace', 'mark-policy-issue', { reason: words('policy') }));
    expect(story.raised().stage).toBe('3');
    expect(told(story.notices())).toContain('bella: StageEntered');
  });
});

describe('an outcome in Hertfordshire', () => {
  it.each(['agreed-outcome', 'outstanding'])('is not recorded without “%s”', (field) => {
    const all = { 'agreed-outcome': words('agreed'), outstanding: words('open') };
    const kept = Object.entries(all).filter(([id]) => id !== field);
    expect(
      raised().run(
        on('2026-12-23T10:00', 'nadia', 'propose-outcome', {
          words: Object.fromEntries(kept),
          outstanding: [],
        }),
      ),
    ).toMatchObject({ reason: { code: 'missing', field } });
  });

  it('at Stage 1 is confirmed in writing by whoever received it, within two working days, to whoever raised it', () => {
    const story = raised();
    agree(story, '2026-12-23', 'nadia', 'rosa');
    expect(owing(story, '1.confirm:st-aldhelms')).toEqual(['nadia']);
    expect(duty(story.raised(), '1.confirm:st-aldhelms').due).toBe(moment('2026-12-29T17:00'));
    expect(offers(story, 'rosa', '2026-12-23T12:00')).not.toContain('confirm-outcome');
    story.step(on('2026-12-23T12:00', 'nadia', 'confirm-outcome', { words: words('in writing') }));
    expect(told(story.notices())).toContain('rosa: OutcomeConfirmed');
  });

  it('at Stage 2 is confirmed by the receiving manager to the counterpart within two working days, the raiser hears it', () => {
    const story = atStage2();
    agree(story, '2026-12-23', 'sunita', 'grace');
    expect(owing(story, '2.confirm:st-aldhelms')).toEqual(['grace']);
    expect(duty(story.raised(), '2.confirm:st-aldhelms').due).toBe(moment('2026-12-29T17:00'));
    story.step(on('2026-12-23T12:00', 'grace', 'confirm-outcome', { words: words('in writing') }));
    expect(told(story.notices())).toEqual(
      expect.arrayContaining(['rosa: OutcomeConfirmed', 'sunita: OutcomeConfirmed']),
    );
  });

  it('is asked to be on the adult’s file of each agency: the record from Stage 1, the form once there was a Stage 2', () => {
    const filed = (story: Simulation) =>
      story
        .entries()
        .flatMap(({ event }) => (event.type === 'FilingReminded' ? [[event.agency, event.places]] : []));
    for (const [story, who, places] of [
      [raised(), 'rosa', ['adults-file']],
      [atStage2(), 'sunita', ['adults-file', 'monitoring-form']],
    ] as const) {
      story.step(on('2026-12-22T12:00', who, 'withdraw', { reason: words('why') }));
      story.until('2026-12-24T10:00');
      expect(filed(story)).toEqual([
        ['northbrook-council', places],
        ['st-aldhelms', places],
      ]);
    }
  });
});

describe('the Chair in Hertfordshire', () => {
  const said = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));

  it('is reached through the HSAB Team on the same day, and then has five working days to recommend', () => {
    const story = atStage3();
    expect(owing(story, '3.pass-on')).toEqual(['bella']);
    expect(duty(story.raised(), '3.pass-on').due).toBe(moment('2026-12-22T17:00'));
    story.step(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    expect(owing(story, '3.recommend')).toEqual(['iris']);
    expect(duty(story.raised(), '3.recommend').due).toBe(moment('2027-01-04T17:00'));
  });

  it('asks for written information, which is owed, and confers with anybody of the agencies', () => {
    const story = withTheChair();
    const asked = { of: ['sunita', 'rosa'], question: words('what'), until: at('2026-12-29T12:00') };
    story.step(on('2026-12-22T14:00', 'iris', 'ask-information', asked));
    expect(told(story.notices())).toEqual(
      expect.arrayContaining(['rosa: InformationAsked', 'sunita: InformationAsked']),
    );
    const requests = story.raised().obligations.filter(({ rule }) => rule === 'information');
    expect(requests.flatMap(({ owedBy }) => owedBy.flatMap((one) => one.people))).toEqual(['sunita', 'rosa']);
    for (const [who, as] of [
      ['desi', 'designated-professional'],
      ['ines', 'safeguarding-lead'],
    ] as const) {
      story.step(on('2026-12-22T15:00', 'iris', 'bring-in', { person: who, as, question: words('what') }));
      expect(told(story.notices())).toContain(`${who}: BroughtIn`);
    }
  });

  it('recommends to each agency, which says what it has done or why not; only then is it closed', () => {
    const story = withTheChair();
    story.step(on('2026-12-23T10:00', 'iris', 'recommend', { recommendations: said }));
    expect(story.raised().status).toBe('answering');
    expect(told(story.notices())).toEqual(
      expect.arrayContaining(['rosa: RecommendationsMade', 'sunita: RecommendationsMade']),
    );
    const answer = (who: string, how: 'acted-on' | 'will-not-act', hour: number) => {
      const own = availableActs(who, story.state(), story.rules, at('2026-12-23T11:00')).find(
        ({ type }) => type === 'answer-recommendation',
      );
      story.step(
        on(`2026-12-23T${hour}:00`, who, 'answer-recommendation', {
          recommendation: own?.recommendation ?? '',
          answer: how,
          words: words('what'),
        }),
      );
    };
    answer('sunita', 'acted-on', 12);
    expect(story.raised().status).toBe('answering');
    answer('grace', 'will-not-act', 13);
    expect(story.raised().status).toBe('closed');
    expect(told(story.notices())).toEqual(
      expect.arrayContaining(['bella: RecommendationAnswered', 'iris: RecommendationAnswered']),
    );
  });
});

describe('an immediate risk in Hertfordshire', () => {
  it('is told at once to one’s own manager and safeguarding lead, on a Sunday night, again until one says what is in place', () => {
    const story = simulate(boardRules(board));
    story.step(on('2026-12-20T02:00', 'rosa', 'report-immediate-risk', { ...risk(), board }));
    const heard = () => told(story.notices());
    expect(heard()).toEqual(expect.arrayContaining(['lena: alert', 'milan: alert']));
    const before = heard().length;
    story.until('2026-12-20T02:10');
    expect(heard().length).toBeGreaterThan(before);
    const alertId = story.state().alerts[0]?.id ?? '';
    expect(
      story.run(on('2026-12-20T02:12', 'rosa', 'answer-alert', { alertId, inPlace: words('place') })),
    ).toMatchObject({ kind: 'refused' });
    story.step(on('2026-12-20T02:15', 'lena', 'answer-alert', { alertId, inPlace: words('place') }));
    expect(story.entries().at(-1)?.event).toMatchObject({
      type: 'AlertAnswered',
      by: 'lena',
      inPlace: words('place'),
    });
    const after = heard().length;
    story.until('2026-12-21T12:00');
    expect(heard()).toHaveLength(after);
  });

  it('lets a matter begin at any stage with a reason, and the ladder begins at Stage 1 without such a risk', () => {
    const there = (stage: string) => ({ adult, startsAt: { stage, reason: words('cannot wait') } });
    const calm = simulate(boardRules(board));
    expect(calm.run(raisingAt(board, '2026-12-22T10:00', there('3')))).toMatchObject({
      reason: { code: 'not-now', field: 'start' },
    });
    for (const stage of ['2', '3']) {
      const story = simulate(boardRules(board));
      story.step(on('2026-12-22T09:50', 'rosa', 'report-immediate-risk', { ...risk(), board }));
      expect(story.run(raisingAt(board, '2026-12-22T10:00', { adult, startsAt: { stage } }))).toMatchObject({
        reason: { code: 'missing', field: 'start-reason' },
      });
      story.step(raisingAt(board, '2026-12-22T10:00', there(stage)));
      expect(story.raised().stage).toBe(stage);
    }
  });
});

function withDirector(): ReturnType<typeof directoryOf> {
  return directoryOf(board, [person('asha', 'Asha Example', council, ['assistant-director'])]);
}

/** Nobody in the directory names somebody as their senior manager. */
function withoutSeniors(): ReturnType<typeof directoryOf> {
  const { agencies, people: everybody } = directoryOf(board);
  const alone = [...everybody].map(([id, { seniorManager: _none, ...one }]) => [id, one] as const);
  return { agencies, people: new Map(alone) };
}
