import type { DocumentLinks } from './documents/links.ts';
import type {
  AccessLog,
  CaseLists,
  CaseStore,
  Chat,
  Clock,
  Drafts,
  Log,
  Mailboxes,
  Outbox,
  People,
  Policies,
  Reaches,
  RulesOf,
  Vault,
} from './ports.ts';
import type { Figures, ReportLog } from './reports/report-ports.ts';
import type { Restored } from './restore-ports.ts';

/** Everything that a conversation may use. Made once, in main.ts. */
export type Services = {
  readonly clock: Clock;
  readonly log: Log;
  readonly cases: CaseStore;
  readonly lists: CaseLists;
  readonly drafts: Drafts;
  readonly policies: Policies;
  readonly rulesOf: RulesOf;
  readonly people: People;
  readonly reaches: Reaches;
  readonly vault: Vault;
  readonly access: AccessLog;
  readonly figures: Figures;
  readonly reportLog: ReportLog;
  readonly documentLinks: DocumentLinks;
  /** Where links to documents lead, without a slash at the end; absent where Concordat was not told its own address. */
  readonly documentsAt?: string;
  readonly outbox: Outbox;
  readonly chat: Chat;
  readonly mailboxes?: Mailboxes;
  /** The last time that the database was put back from a backup; absent where it never was. */
  readonly restored?: Restored;
  /** New opaque ids (uuid). */
  readonly newId: () => string;
  /** The command that people type, `/escalate` unless the administrator chose another. */
  readonly slashCommand: string;
  /** Tells the worker at once of rows that are due; never waited for by an answer. */
  readonly wakeRelay: (effectIds: readonly string[]) => void;
};
