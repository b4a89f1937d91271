import { createHash, randomUUID } from 'node:crypto';
import type { CaseFigures } from '../../src/report/figures.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import type { Effect } from '../../src/case/effect.ts';
import type { CaseStore, CaseViews, Change } from '../../src/flows/ports.ts';

export const monday = new Date('2026-12-21T10:00:00.000Z');
export const tuesday = new Date('2026-12-22T10:00:00.000Z');
export const thursday = new Date('2026-12-24T17:00:00.000Z');

/** A name that is the same each time, in the shape of a case's id. */
export function caseIdFor(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

/** A reference that no other test of the run has. */
export function newReference(): string {
  return `RED-${randomUUID().slice(0, 8)}`;
}

type Wanted = {
  readonly reference: string;
  readonly at?: Date;
  readonly events?: readonly CaseEvent[];
  readonly effects?: readonly Effect[];
  readonly case?: Partial<CaseViews['case']>;
  readonly participants?: readonly string[];
  readonly dues?: CaseViews['dues'];
  readonly figures?: Partial<CaseFigures>;
};

/** One plain change of a case: somebody acknowledges, and what the test adds. */
export function someChange({ reference, at = monday, ...wanted }: Wanted): Change {
  return {
    at,
    events: wanted.events ?? [{ type: 'Acknowledged', by: 'ann' }],
    effects: wanted.effects ?? [],
    sealed: { texts: [] },
    views: {
      case: {
        reference,
        board: 'redbridge',
        policyVersion: 'v1',
        status: 'open',
        stage: '1',
        officeSees: 'nothing',
        openedAt: monday,
        ...wanted.case,
      },
      participants: (wanted.participants ?? ['ann']).map((person) => {
        return { person, side: 'raising', role: 'professional', as: 'actor' };
      }),
      dues: wanted.dues ?? [],
    },
    figures: someFigures(wanted.figures),
  };
}

/** A case between the council and the hospital that is open, and what the test says of it. */
export function someFigures(figures: Partial<CaseFigures> = {}): CaseFigures {
  return {
    board: 'redbridge',
    raised: '2026-12-21',
    reached: '1',
    stages: [{ stage: '1' }],
    duties: [],
    themes: [],
    raising: 'northbrook-council',
    receiving: ['st-aldhelms'],
    flags: [],
    alerts: [],
    recommendations: [],
    learning: 0,
    answers: [],
    reported: [],
    office: 'nothing',
    ...figures,
  };
}

/** Writes a change, under a command id of its own, and answers the ids of its effects. */
export async function written(cases: CaseStore, wanted: Wanted): Promise<readonly string[]> {
  const answer = await cases.change(caseIdFor(wanted.reference), randomUUID(), () => {
    return { change: someChange(wanted), result: undefined };
  });
  return answer.kind === 'worked' ? answer.effectIds : [];
}

export const noticeToBen: Extract<Effect, { readonly kind: 'notice' }> = {
  kind: 'notice',
  to: 'ben',
  about: { what: 'Acknowledged', entry: 1 },
  at: tuesday,
};
