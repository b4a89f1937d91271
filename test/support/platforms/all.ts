import type { GivenAnswers } from '../../../demo/client.ts';
import type { BenchClient } from './seen.ts';
import type { PlatformOf } from './memory-world.ts';

/** Where the people of a story are: all on one platform. */
export const platforms: readonly { readonly platform: BenchClient['platform']; readonly on: PlatformOf }[] = [
  { platform: 'Slack', on: () => 'slack' },
  { platform: 'Teams', on: () => 'teams' },
  { platform: 'Email', on: () => 'email' },
];

/** The council in Slack, the hospital in Teams, the board's office where the council is. */
export const onBoth: PlatformOf = (agency) => (agency === 'st-aldhelms' ? 'teams' : 'slack');

export const boards = ['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'] as const;

/** A case that offers something which no other does. */
export type Scene = {
  readonly board: string;
  readonly answers?: GivenAnswers;
  /** Roles that nobody holds. */
  readonly vacant?: readonly string[];
  /** What comes of an outcome is tried out at each stage and not at the first alone. */
  readonly settles?: 'at-each-stage';
};

/** Cases that offer between them everything that can be done and read in any case. */
export const scenes: readonly Scene[] = [
  {
    board: 'redbridge',
    answers: { 'flag-out-of-area': 'yes', 'other-board': 'Eastmere Safeguarding Adults Board' },
  },
  { board: 'solihull' },
  { board: 'rotherham' },
  { board: 'policy-of-an-invented-board', settles: 'at-each-stage' },
  // Without an office the board's form is sent by hand.
  { board: 'cheshire-east', vacant: ['business-manager'] },
];
