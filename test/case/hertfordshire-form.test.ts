import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { formOf } from '../../src/case/form.ts';
import { at } from '../policy/policies.ts';
import { on, words } from '../support/case-world.ts';
import { duty, moment } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { atStage2, atStage3, raised, withTheChair, yes } from '../support/hertfordshire.ts';
import { agree } from '../support/shipped-case.ts';

/* What becomes of the monitoring form under the file of Hertfordshire. */

const owing = (story: Simulation, id: string) => duty(story.raised(), id).owedBy.flatMap((one) => one.people);
const offers = (story: Simulation, who: string, when: string) =>
  availableActs(who, story.state(), story.rules, at(when)).map(({ type }) => type);

describe('the monitoring form of Hertfordshire', () => {
  const boxes = (story: Simulation) => {
    const [form] = story.rules.policy.forms;
    if (form === undefined) throw new Error('no form');
    return new Map(formOf(form, story.raised(), story.rules).map((box) => [box.id, box]));
  };

  it('is there from the raise, and what was written at one stage stands in it at the next', () => {
    expect(offers(raised(), 'rosa', '2026-12-22T10:01')).toContain('fill-form');
    const story = atStage3();
    expect(boxes(story).get('consulted')?.written?.answer).toEqual(yes);
    expect(boxes(story).get('seeks-chair')?.written?.answer).toEqual(yes);
    expect(boxes(story).get('referring-signature')?.signed).toMatchObject({ by: 'sunita' });
  });

  it.each(['senior-discussed', 'seeks-chair', 'referring-signature'])(
    'holds Stage 3 up while the raising side has not given “%s”',
    (missing) => {
      const story = atStage2();
      for (const id of ['senior-discussed', 'seeks-chair'].filter((one) => one !== missing))
        story.step(
          on('2026-12-22T11:30', 'sunita', 'fill-form', { form: 'monitoring', answers: { [id]: yes } }),
        );
      if (missing !== 'referring-signature')
        story.step(on('2026-12-22T11:40', 'sunita', 'sign-form', { form: 'monitoring' }));
      const refused = story.run(on('2026-12-22T12:00', 'sunita', 'escalate', { to: '3' }));
      const label = boxes(story).get(missing)?.field.label ?? 'no box';
      expect(refused).toMatchObject({ reason: { code: 'missing', form: 'monitoring' } });
      expect(refused.kind === 'refused' && refused.reason.says).toContain(label);
    },
  );

  it('is signed by the receiving manager with name, designation, agency and date, owed once there is a Stage 3', () => {
    const story = atStage3();
    const id = '3.form:monitoring.receiving:st-aldhelms';
    expect(owing(story, id)).toEqual(['grace']);
    story.step(on('2026-12-22T12:30', 'grace', 'sign-form', { form: 'monitoring' }));
    const box = (name: string) => boxes(story).get(`receiving-${name}:st-aldhelms`);
    expect(box('signature')?.signed).toMatchObject({ by: 'grace', at: moment('2026-12-22T12:30') });
    expect(['name', 'designation', 'agency'].map((name) => box(name)?.drafted)).toEqual([
      { kind: 'lines', lines: ['Grace Example'] },
      { kind: 'lines', lines: ['service manager'] },
      { kind: 'lines', lines: ['St Aldhelm’s Hospital Trust'] },
    ]);
    expect(box('date')?.drafted).toEqual({ kind: 'day', on: '2026-12-22' });
  });

  it('goes to the HSAB Team at each escalation and at the end', () => {
    const story = withTheChair();
    const sent = () =>
      story.entries().flatMap(({ event }) => (event.type === 'FormSent' ? [[event.on, event.told]] : []));
    expect(sent()).toEqual([
      ['escalated', ['bella']],
      ['escalated', ['bella']],
    ]);
    story.step(on('2026-12-22T14:00', 'sunita', 'withdraw', { reason: words('why') }));
    expect(sent().at(-1)).toEqual(['closed', ['bella']]);
  });

  it('says at the end what was agreed, at which stage that was and how long it took', () => {
    const story = atStage2();
    expect(boxes(story).get('outcomes')?.drafted).toBeUndefined();
    agree(story, '2026-12-29', 'grace', 'sunita');
    expect(boxes(story).get('outcomes')?.drafted).toMatchObject({
      kind: 'texts',
      texts: [{ words: words('agreed-outcome') }, { words: words('outstanding') }],
    });
    expect(boxes(story).get('stage-resolved')?.drafted).toEqual({ kind: 'lines', lines: ['Stage 2'] });
    expect(boxes(story).get('time-taken')?.drafted).toEqual({
      kind: 'time-taken',
      days: 7,
      workingDays: 3,
    });
  });
});
