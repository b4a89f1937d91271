/*
 * Where the bot is installed, on a platform that gives it tokens of its own for each place (Slack). What the platform's
 * adapter needs kept; the conversations know nothing of it.
 */

/** What proves to the platform that the bot may act in a place. Secrets: never in a log, an error or an event. */
export type Tokens = {
  readonly access: string;
  /** Good for one exchange, after which it is worth nothing. Absent where tokens do not run out. */
  readonly refresh?: string;
  readonly runsOutAt?: Date;
};

/** An install as the platform has just confirmed it. */
export type Installed = {
  /** The id of a workspace or, where `wide`, of an organisation of several. */
  readonly place: string;
  readonly wide: boolean;
  readonly name: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly tokens: Tokens;
};

/** The bot in one place, without its tokens. */
export type Installation = Omit<Installed, 'tokens'> & {
  /** Of an organisation: the workspaces in which its administrators put the bot, as far as is known. */
  readonly workspaces: readonly string[];
  readonly installedAt: Date;
  readonly runsOutAt?: Date;
  /** Since when its tokens cannot be renewed, so that it must be installed again. */
  readonly spentAt?: Date;
  /** When it was removed there. It is kept for the record, without its tokens. */
  readonly removedAt?: Date;
};

/** `refused`: the platform does not take that refresh token, and never will. */
export type Exchanged =
  { readonly kind: 'renewed'; readonly tokens: Tokens } | { readonly kind: 'refused'; readonly at: Date };

export type Installations = {
  /** All of them, from memory, by place; follows what other processes change. */
  readonly all: () => readonly Installation[];
  /** Reads them now, for whoever would otherwise say no. */
  readonly readAgain: () => Promise<void>;
  /**
   * The tokens of a place, opened; `undefined` where it has none.
   *
   * @throws where no key opens them
   */
  readonly tokensOf: (place: string) => Tokens | undefined;
  /** Keeps an install in place of any earlier one there, also of one that was removed. */
  readonly keep: (installed: Installed, at: Date) => Promise<void>;
  /**
   * Marks what was installed before `at` as removed, and forgets its tokens.
   *
   * @returns the removed installation, also where it was removed already; `undefined` where there is none that old
   */
  readonly remove: (place: string, at: Date) => Promise<Installation | undefined>;
  readonly noteWorkspaces: (place: string, workspaces: readonly string[]) => Promise<void>;
  /**
   * Exchanges the tokens of a place, once for all processes: under a lock, and only where what is kept still runs out by
   * `by` once the lock is got. Whoever waits for the lock finds the new tokens kept.
   *
   * @returns `busy` where the lock was not to be had within a bounded time
   * @throws what `exchange` throws; what is kept is then as it was
   */
  readonly renew: (
    place: string,
    by: Date,
    exchange: (refresh: string) => Promise<Exchanged>,
  ) => Promise<'renewed' | 'refused' | 'not-needed' | 'busy'>;
};
