import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/policy/policy.ts';
import { redbridge } from '../policy/policies.ts';
import { everybody, on, raising, rulesWith, words } from '../support/case-world.ts';
import { given, told } from '../support/given.ts';
import { source } from '../support/ladder.ts';

const closings = [{ id: 'clear', label: 'It is clear now', asks: 'What made it clear?', source }];
const stages = redbridge().stages.map((stage, at) => (at === 0 ? { ...stage, closings } : stage));
const rules = rulesWith(everybody, policySchema.parse({ ...redbridge(), stages }));
const begun = raising('2026-12-22T10:00');
const close = (by: string, closing = 'clear') =>
  on('2026-12-22T11:00', by, 'close-with', { closing, words: words('closing') });

describe('a way to close that the policy names for a stage', () => {
  it('closes the case for whoever acts on the raising side, with what was answered, and both sides hear', () => {
    const when = given([begun], rules).when(close('rosa'));
    when.thenAmongOthers(
      { type: 'ClosingSaid', by: 'rosa', stage: '1', closing: 'clear', words: words('closing') },
      { type: 'CaseClosed', how: 'closing' },
    );
    expect(when.raised()).toMatchObject({ status: 'closed', how: 'closing' });
    expect(when.raised().obligations.filter(({ status }) => status === 'open')).toEqual([]);
    expect(when.told()).toEqual(['nadia: ClosingSaid']);
  });

  it('is not for the side that is challenged, nor for anybody at a stage that has none', () => {
    given([begun], rules).when(close('nadia')).refused('not-yours');
    given([begun]).when(close('rosa')).refused('not-now');
    const up = on('2026-12-22T10:30', 'rosa', 'escalate', { to: '2' });
    given([begun, up], rules).when(close('milan')).refused('not-now');
    given([begun], rules).when(close('rosa', 'no-such-closing')).refused('unknown', 'closing');
  });

  it('can be opened again by either side, at the old dates', () => {
    const again = on('2026-12-22T12:00', 'nadia', 'reopen', { reason: words('again') });
    const when = given([begun, close('rosa')], rules).when(again);
    expect(when.raised()).toMatchObject({ status: 'open', stage: '1' });
    const open = when.raised().obligations.filter(({ status }) => status === 'open');
    expect(open.map(({ id }) => id)).toContain('1.resolve');
    expect(told(when.story.notices())).toContain('rosa: Reopened');
  });
});
