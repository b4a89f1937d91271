import type { Account } from './account.ts';
import { groupedBy } from './grouped-by.ts';
import type { Lateness } from './lateness.ts';

/** What explains a message that came besides another. */
const causes = {
  'answer-lost': 'the platform took it and its answer was lost',
  'in-flight-at-kill': 'in flight when its worker was killed',
  'unmarked-database-gone': 'taken, and the database was gone before it could be marked',
  'leases-taken-and-queue-lost': 'in hand when the clock was moved and the queue was lost within seconds',
} as const;

/** The account as somebody reads it. */
export function sayAccount({ totals, duplicates, lateness, findings }: Account): readonly string[] {
  return [
    `${totals.cases} cases, ${totals.open} of them open, with ${totals.entries} entries; every chain was checked`,
    'Rows of the outbox:',
    ...listed(totals.rowsByState),
    ...(Object.keys(totals.notDeliverable).length === 0
      ? []
      : ['Not deliverable, because:', ...listed(totals.notDeliverable)]),
    'What went wrong on purpose:',
    ...listed(totals.faults),
    'Messages that workers sent, by the platform that took them:',
    ...listed(totals.messagesByPlatform),
    `${totals.messages} messages in all, ${duplicates.length} of them besides another one:`,
    ...[
      ...groupedBy(
        duplicates,
        ({ cause }) => `${causes[cause.kind]}${cause.fault ? ` (${cause.fault.says})` : ''}`,
      ),
    ].map(([cause, those]) => `  ${String(those.length).padStart(7)}  ${cause}`),
    'How late a notice was sent after it was due:',
    `  with nothing wrong on its way   ${sayLateness(lateness.quiet)}`,
    `  with a fault on its way         ${sayLateness(lateness.withFaults)}`,
    ...(findings.length === 0
      ? ['Nothing was lost, nothing was sent twice without a cause, and every case has its next wake-up.']
      : [`${findings.length} FINDINGS:`, ...findings.map(({ kind, says }) => `  ${kind}: ${says}`)]),
  ];
}

function listed(counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).map(([what, count]) => `  ${String(count).padStart(7)}  ${what}`);
}

function sayLateness({ count, p99, largest }: Lateness): string {
  return `${String(count).padStart(6)} notices, p99 ${seconds(p99)}, largest ${seconds(largest)}`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
