import type { PersonId } from '../directory/directory.ts';

/** The database was put back from a backup. */
export type Restored = {
  readonly id: string;
  /** Up to here the backup knows what happened. */
  readonly made: Date;
  /** When it was put back: what was written and sent between is not known. */
  readonly noted: Date;
  /** When the bot first ran on it, and began to catch up. */
  readonly begun: Date;
};

export type Restores = {
  /** @throws a StoreError where the backup would be younger than now */
  readonly note: (made: Date, at: Date) => Promise<void>;
  /** The last restore, if there was one; from its first caller on it has begun. */
  readonly begin: (at: Date) => Promise<Restored | undefined>;
  /** Those who have a part in an open case. */
  readonly concerned: () => Promise<readonly PersonId[]>;
  /** Does the work of telling alone, or not at all: of several processes one tells, until everybody was told. */
  readonly telling: (restored: Restored, tell: (toTell: ToTell) => Promise<void>) => Promise<void>;
};

export type ToTell = {
  readonly told: ReadonlySet<PersonId>;
  /**
   * Asked before each person: whoever says nothing for a minute is taken for gone, and another process begins.
   *
   * @throws where it may have begun already
   */
  readonly stayAlone: () => Promise<void>;
  readonly note: (person: PersonId, at: Date) => Promise<void>;
  readonly allAreTold: (at: Date) => Promise<void>;
};
