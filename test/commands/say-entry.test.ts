import { describe, expect, it } from 'vitest';
import { evolve, unopened } from '../../src/case/evolve.ts';
import type { CaseState } from '../../src/case/state.ts';
import { sayEntry } from '../../src/commands/say-entry.ts';
import { on, proposal, raising, response, risk, rulesWith, spoke, words } from '../support/case-world.ts';
import { simulate } from '../support/given.ts';
import { at } from '../policy/policies.ts';

const rules = rulesWith();

/** A case that is raised, talked about and not settled, through a passed limit to the next stage. */
function story() {
  const one = simulate(rules);
  one.step(raising('2026-12-22T10:00'));
  one.step(on('2026-12-22T11:00', 'nadia', 'acknowledge', {}));
  one.step(on('2026-12-22T12:00', 'nadia', 'log-discussion', spoke('2026-12-22T11:30', ['rosa'])));
  one.step(on('2026-12-22T13:00', 'nadia', 'respond', response));
  one.step(on('2026-12-22T14:00', 'nadia', 'propose-outcome', proposal));
  one.step(
    on('2026-12-22T15:00', 'rosa', 'dispute-outcome', { proposal: proposed(one), reason: words('no') }),
  );
  one.step(on('2026-12-23T09:00', 'rosa', 'report-immediate-risk', risk()));
  one.step(on('2026-12-23T09:05', 'milan', 'answer-alert', { alertId: alert(one), inPlace: words('safe') }));
  one.until('2027-01-06T12:00');
  return one.entries();
}

function proposed(one: ReturnType<typeof simulate>): number {
  return one.raised().proposal?.entry ?? 0;
}

function alert(one: ReturnType<typeof simulate>): string {
  return one.raised().alerts[0]?.id ?? '';
}

function said(): readonly { readonly type: string; readonly says: string }[] {
  let state: CaseState = unopened;
  return story().map((entry) => {
    state = evolve(state, entry);
    const reading = { caseId: 'case-1', rules, now: at('2027-01-06T12:00') };
    return { type: entry.event.type, says: sayEntry(entry, state, reading) };
  });
}

describe('an entry of the record in words', () => {
  it('is a whole sentence for everything that happens, with nobody called "you" who only reads it', () => {
    for (const { type, says } of said()) {
      expect(says, type).toMatch(/^[A-Z].{10,}[.?)]$/s);
      expect(says, type).not.toMatch(/undefined|\[object|\b[Yy]ou (?:raised|acknowledged|recorded|proposed)/);
    }
  });

  it('says who owes what by when under which paragraph, and what became of it', () => {
    const lines = said().map(({ says }) => says);
    expect(lines).toContain(
      'Owed by Nadia Example (St Aldhelm’s Hospital Trust) by Tuesday 29 December 2026, 17:00: speak with the person who raised it (4.4).',
    );
    expect(lines).toContain('Met: speak with the person who raised it.');
    expect(lines.some((says) => /^The limit of .* passed: /.test(says))).toBe(true);
    expect(lines.some((says) => says.startsWith('A reminder (day before): '))).toBe(true);
  });

  it('tells of an immediate risk and of its answer, without what was written', () => {
    const lines = said().map(({ says }) => says);
    expect(
      lines.some((says) => /^An immediate risk was reported\. Told at once: .*Milan Example/.test(says)),
    ).toBe(true);
    expect(lines).toContain('The immediate risk was answered: it was said what is in place for the adult.');
  });
});
