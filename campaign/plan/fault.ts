import type { Dice } from './dice.ts';

/** Where the queue is in this campaign. */
export type BackendName = 'redis' | 'postgres';

/** How a platform fails for a call, or for an e-mail in the words of a mail server. `page-403`: something in between forbids it. */
const hows = ['rate-limited', 'status-500', 'silent', 'cut', 'answer-lost', 'page', 'page-403'] as const;
export type HowPlatformFails = (typeof hows)[number];
const slackMethods = ['chat.postMessage', 'chat.update', '*'] as const;
export type SlackMethod = (typeof slackMethods)[number];
/** `member`: who somebody is; `*` is signing in as well, and the keys by which what people do is verified. */
const teamsMethods = ['send', 'update', 'member', '*'] as const;
export type TeamsMethod = (typeof teamsMethods)[number];

/** A platform fails, for so many calls of a method (`*` is any). */
export type PlatformFails = {
  readonly kind: 'platform';
  readonly how: HowPlatformFails;
  readonly times: number;
} & (
  | { readonly of: 'slack'; readonly method: SlackMethod }
  | { readonly of: 'teams'; readonly method: TeamsMethod }
  | { readonly of: 'email' }
);

/** Something that goes wrong while people act. */
export type Fault =
  /** A process of the bot ends at once, and is started again after so many milliseconds. */
  | { readonly kind: 'kill'; readonly process: ProcessName; readonly startAfterMs: number }
  /** The database server is killed; whoever keeps it starts it again. */
  | { readonly kind: 'kill-database' }
  /** Every connection to the database is cut by the server. */
  | { readonly kind: 'cut-connections' }
  /** The disk of the database is full for a while: it can be read and not written. */
  | { readonly kind: 'full-disk'; readonly forMs: number }
  /** Redis has no room left for a while, and refuses what would take some. */
  | { readonly kind: 'full-redis'; readonly forMs: number }
  /** A network swallows everything for a while and cuts nothing; who was connected gets no answer any more. */
  | { readonly kind: 'silent-database'; readonly forMs: number }
  | { readonly kind: 'silent-redis'; readonly forMs: number }
  /** All that the queue holds is gone. */
  | { readonly kind: 'empty-queue' }
  /** Redis ends at once with all that it held, and is started again, empty. */
  | { readonly kind: 'kill-redis'; readonly startAfterMs: number }
  /** Somebody's account is deactivated for so many steps of the campaign. `who` counts through the people. */
  | { readonly kind: 'deactivate'; readonly who: number; readonly steps: number }
  | PlatformFails;

/** Two of each, as where an installation goes on when one of its machines fails. */
export const processNames = ['web-1', 'web-2', 'worker-1', 'worker-2'] as const;
export type ProcessName = (typeof processNames)[number];

/** Whether a process answers people and delivers nothing. */
export function isWeb(name: string): boolean {
  return name.startsWith('web');
}

type FaultKind = Fault['kind'];

/** How often each kind comes, against the others. A killed worker is what duplicates come from, so it comes often. */
const weights: readonly (readonly [FaultKind, number])[] = [
  ['kill', 30],
  ['kill-database', 8],
  ['cut-connections', 14],
  ['full-disk', 8],
  ['full-redis', 6],
  ['silent-database', 5],
  ['silent-redis', 5],
  ['empty-queue', 12],
  ['kill-redis', 10],
  ['deactivate', 6],
  ['platform', 32],
];

const ofRedis: readonly FaultKind[] = ['kill-redis', 'full-redis', 'silent-redis'];

/** The next fault for these dice. Redis only fails where it is the queue. */
export function throwFault(dice: Dice, backend: BackendName): Fault {
  const possible = weights.filter(([kind]) => backend === 'redis' || !ofRedis.includes(kind));
  const kind = dice.oneOf(possible.flatMap(([one, weight]) => Array.from({ length: weight }, () => one)));
  switch (kind) {
    case 'kill':
      return { kind, process: dice.oneOf(processNames), startAfterMs: dice.whole(0, 2_000) };
    case 'kill-redis':
      return { kind, startAfterMs: dice.whole(0, 6_000) };
    case 'full-disk':
    case 'full-redis':
    case 'silent-database':
    case 'silent-redis':
      return { kind, forMs: dice.whole(200, 4_000) };
    case 'deactivate':
      return { kind, who: dice.whole(0, 10_000), steps: dice.whole(2, 6) };
    case 'platform':
      return throwPlatformFails(dice);
    default:
      return { kind };
  }
}

/** A lost answer is what duplicates come from, and new messages are what reminders are, so both come twice as often. */
function throwPlatformFails(dice: Dice): PlatformFails {
  const common = {
    kind: 'platform',
    how: dice.oneOf<HowPlatformFails>([...hows, 'answer-lost']),
    times: dice.whole(1, 6),
  } as const;
  const of = dice.oneOf(['slack', 'slack', 'teams', 'teams', 'email'] as const);
  switch (of) {
    case 'slack':
      return { ...common, of, method: dice.oneOf(['chat.postMessage', ...slackMethods]) };
    case 'teams':
      return { ...common, of, method: dice.oneOf(['send', ...teamsMethods]) };
    case 'email':
      return { ...common, of };
  }
}
