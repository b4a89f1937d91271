import type { Account } from '../../../src/flows/chat-input.ts';
import type { SentMessage } from '../../../src/flows/chat-input.ts';
import type {
  CaseViews,
  ChangeOfPerson,
  DueRow,
  RowOutcome,
  SealedRows,
  Unreachable,
} from '../../../src/flows/ports.ts';
import type { SetValue } from '../../../src/directory/set-in-chat.ts';
import type { ReportTaken } from '../../../src/flows/reports/report-ports.ts';
import type { Report } from '../../../src/flows/reports/report.ts';
import type { CaseFigures } from '../../../src/report/figures.ts';
import type { Entry } from '../../../src/case/events.ts';

export type Waiting = { readonly state: 'waiting'; readonly handedUntil?: Date };
export type Finished = {
  readonly state: Exclude<RowOutcome['kind'], 'put-back'>;
  readonly doneAt: Date;
  readonly why?: string;
  readonly message?: SentMessage;
  readonly live: boolean;
  readonly digest: string;
  readonly heldUntil?: Date;
};
export type EffectRow = { readonly row: DueRow; readonly was: Waiting | Finished };
export type KeyRow = { readonly keyId: string; readonly wrapped: Uint8Array | undefined };
export type TextRow = SealedRows['texts'][number];

/** A row of what was set in chat; one without `done` was written by an import. */
export type SetRow = {
  readonly person: string;
  readonly at: Date;
} & (
  | {
      readonly field: SetValue['field'] | 'cases';
      readonly done: Pick<Extract<ChangeOfPerson, { readonly by: string }>, 'by' | 'input' | 'value'>;
    }
  | { readonly field: SetValue['field']; readonly done?: undefined }
);

/** What the twins of the database's ports share, as the real ones share a database. */
export type MemoryTables = {
  readonly entries: Map<string, readonly Entry[]>;
  readonly views: Map<string, CaseViews>;
  readonly figures: Map<string, { readonly version: number; readonly figures: CaseFigures }>;
  /** By draft and answer. */
  readonly diversions: Map<string, { readonly board: string; readonly way: string; readonly on: string }>;
  readonly reportsTaken: ReportTaken[];
  readonly published: Map<string, Report>;
  readonly commandIds: Set<string>;
  readonly effects: Map<string, EffectRow>;
  readonly keys: Map<string, KeyRow>;
  readonly texts: Map<string, TextRow>;
  readonly drafts: Map<
    string,
    { readonly person: string; readonly caseId: string; readonly sealed: Uint8Array; readonly at: Date }
  >;
  readonly accounts: Map<
    string,
    { readonly account: Account; readonly person: string; readonly at: Date; readonly preferredAt?: Date }
  >;
  readonly unreachable: Map<string, Omit<Unreachable, 'person'> & { readonly notedAt: Date }>;
  readonly setInChat: SetRow[];
  readonly accesses: {
    readonly caseId: string;
    readonly person: string;
    readonly what: string;
    readonly at: Date;
  }[];
};

export function makeMemoryTables(): MemoryTables {
  return {
    entries: new Map(),
    views: new Map(),
    figures: new Map(),
    diversions: new Map(),
    reportsTaken: [],
    published: new Map(),
    commandIds: new Set(),
    effects: new Map(),
    keys: new Map(),
    texts: new Map(),
    drafts: new Map(),
    accounts: new Map(),
    unreachable: new Map(),
    setInChat: [],
    accesses: [],
  };
}

/** Stores sealed rows as the database does: a case has one key for ever, and a text is stored once. */
export function putSealed(tables: MemoryTables, caseId: string, { key, texts }: SealedRows): void {
  const known = tables.keys.get(caseId);
  if (key !== undefined && known !== undefined && !sameBytes(known.wrapped, key.wrapped)) {
    throw new Error('The case got another key meanwhile');
  }
  if (key !== undefined) tables.keys.set(caseId, { keyId: key.keyId, wrapped: key.wrapped });
  for (const text of texts) if (!tables.texts.has(text.id)) tables.texts.set(text.id, text);
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}
