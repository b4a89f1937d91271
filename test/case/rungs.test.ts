import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { at } from '../policy/policies.ts';
import { boardRules, directoryOf, raisingAt } from '../support/board-world.ts';
import { changed, on, vacant, words } from '../support/case-world.ts';
import { duty, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { council, person, withPeople } from '../support/practice-directory.ts';

/*
 * Solihull on Tuesday 22 December 2026. The council's line: Sunita (senior manager), Ada (an Assistant Director's
 * deputy without a role of the ladder), Hugo (Director). The trust's line ends with Grace; Helga is its Director.
 */

function line(directory: Directory = directoryOf('solihull')): Directory {
  const ada = person('ada', 'Ada Example', council, [], { lineManager: 'hugo' });
  return changed('sunita', { lineManager: 'ada' }, withPeople(directory, [ada]));
}

function atStage3(directory: Directory = line()): Simulation {
  const story = simulate(boardRules('solihull', directory));
  story.step(raisingAt('solihull', '2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  return story;
}

const acting = (story: Simulation) => story.raised().actors.map((one) => one.person);
const offers = (story: Simulation, who: string) =>
  availableActs(who, story.state(), story.rules, at('2026-12-22T13:30')).map(({ type }) => type);

describe('a stage that goes up the line, rung by rung', () => {
  it('begins with the first rung on both sides, and is not left from there', () => {
    const story = atStage3();
    expect(acting(story)).toEqual(['sunita', 'grace']);
    expect(offers(story, 'grace')).toContain('go-up-a-rung');
    expect(offers(story, 'grace')).not.toContain('escalate');
    const considered = { goOn: true, why: words('why') };
    expect(story.run(on('2026-12-22T13:00', 'grace', 'escalate', { to: '4', considered }))).toMatchObject({
      kind: 'refused',
      reason: { code: 'not-now' },
    });
  });

  it('goes up by each side’s own line until the last role, and then on to the next stage', () => {
    const story = atStage3();
    story.step(on('2026-12-22T13:00', 'grace', 'go-up-a-rung', {}));
    expect(acting(story)).toEqual(['ada', 'helga']);
    story.step(on('2026-12-22T13:10', 'helga', 'go-up-a-rung', { reason: words('reason') }));
    expect(acting(story)).toEqual(['hugo', 'helga']);
    expect(offers(story, 'helga')).not.toContain('go-up-a-rung');
    const considered = { goOn: true, why: words('why') };
    story.step(on('2026-12-22T14:00', 'hugo', 'escalate', { to: '4', considered }));
    expect(story.raised().stage).toBe('4');
  });

  it('hands what is owed there to the people of the new rung, at its old date', () => {
    const story = atStage3();
    const before = duty(story.raised(), '3.review');
    story.step(on('2026-12-22T13:00', 'grace', 'go-up-a-rung', {}));
    expect(duty(story.raised(), '3.review')).toMatchObject({
      due: before.due,
      owedBy: [
        { side: 'raising', people: ['ada'] },
        { side: 'receiving:st-aldhelms', people: ['helga'] },
      ],
    });
  });

  it('tells everybody who acts now: the new people, those of the rungs before, and whoever raised it', () => {
    const story = atStage3();
    const before = story.notices().length;
    story.step(on('2026-12-22T13:00', 'grace', 'go-up-a-rung', {}));
    expect(told(story.notices().slice(before))).toEqual(
      ['ada', 'grace', 'helga', 'milan', 'nadia', 'rosa', 'sunita', 'tom'].map((who) => `${who}: RungTaken`),
    );
  });

  it('names the vacancy where a line ends and nobody holds the last role, and whoever acts carries on', () => {
    const none = changed('helga', { roles: [] }, line());
    const story = atStage3(none);
    story.step(on('2026-12-22T13:00', 'grace', 'go-up-a-rung', {}));
    expect(acting(story)).toEqual(['ada', 'grace']);
    expect(story.raised().vacancies).toEqual([{ side: 'receiving:st-aldhelms', role: 'head-of-service' }]);
  });

  it('is left at once where nobody is further up on either side', () => {
    const story = atStage3(vacant('head-of-service', directoryOf('solihull')));
    expect(offers(story, 'sunita')).not.toContain('go-up-a-rung');
    expect(offers(story, 'sunita')).toContain('escalate');
  });

  it('never goes round in a circle, however the lines of a directory run', () => {
    const round = changed('hugo', { roles: [], lineManager: 'sunita' }, line());
    const story = atStage3(round);
    for (
      let minute = 0;
      offers(story, story.raised().actors[0]?.person ?? '').includes('go-up-a-rung');
      minute += 1
    ) {
      expect(minute).toBeLessThan(5);
      story.step(on(`2026-12-22T13:0${minute}`, story.raised().actors[0]?.person ?? '', 'go-up-a-rung', {}));
    }
    expect(acting(story)).toEqual(['hugo', 'helga']);
  });
});
