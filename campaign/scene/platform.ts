import {
  startStubSlack,
  type StubCall,
  type StubFailure,
  type StubSlack,
} from '../../test/support/stub-slack.ts';
import type { PracticeView } from '../../demo/practice-shapes.ts';
import type { Fault } from '../plan/fault.ts';
import type { TakenMessage } from '../account/evidence.ts';
import type { Partners } from './partners.ts';

/** Slack, with an account of every message that it took. */
export type Platform = {
  readonly apiUrlFor: StubSlack['apiUrlFor'];
  readonly botTokens: readonly string[];
  /** Every message that was taken, whether or not the answer was heard. */
  readonly taken: readonly TakenMessage[];
  readonly newTrigger: StubSlack['trigger'];
  /** The view that was opened with a trigger; `undefined` where none was. */
  readonly openedBy: (trigger: string) => OpenedView | undefined;
  /** Fails as planned. @returns whether all of the failures have been used up */
  readonly fail: (fault: Extract<Fault, { kind: 'platform' }>) => void;
  readonly setActive: (who: number, active: boolean) => string;
  /** Nothing fails any more. */
  readonly heal: () => void;
  readonly stop: () => Promise<void>;
};

/** A view that stands in front of somebody. */
export type OpenedView = { readonly id: string; readonly hash: string; readonly view: PracticeView };

export async function openPlatform({ people }: Partners): Promise<Platform> {
  const spaces = [...new Set(people.map(({ account }) => account.space))];
  const workspaces = spaces.map((teamId) => ({
    teamId,
    botToken: `xoxb-campaign-${teamId}`,
    botId: `B${teamId}`,
    botUserId: `U0BOT${teamId}`,
  }));
  const taken: TakenMessage[] = [];
  const opened = new Map<string, OpenedView>();
  const stub = await startStubSlack({
    workspaces,
    people: people.map(({ account, email }) => ({ id: account.user, teamId: account.space, email })),
    onCall: (call) => {
      if (call.given['ok'] !== true) return;
      if (call.method === 'chat.postMessage') taken.push(messageOf(call));
      if (call.method === 'views.open') opened.set(String(call.args['trigger_id']), viewOf(call));
    },
  });
  return {
    apiUrlFor: stub.apiUrlFor,
    botTokens: workspaces.map(({ botToken }) => botToken),
    taken,
    newTrigger: stub.trigger,
    openedBy: (trigger) => {
      const view = opened.get(trigger);
      opened.delete(trigger);
      return view;
    },
    fail: ({ how, method, times }) => stub.fail(method, failureOf(how), times),
    setActive: (who, active) => {
      const person = people[who % people.length];
      if (person === undefined) throw new Error('There are no people');
      const { space, user } = person.account;
      stub.addPerson({ id: user, teamId: space, email: person.email, deleted: !active });
      return user;
    },
    heal: stub.reset,
    stop: stub.stop,
  };
}

function failureOf(how: Extract<Fault, { kind: 'platform' }>['how']): StubFailure {
  switch (how) {
    case 'rate-limited':
      return { kind: how, retryAfter: 2 };
    case 'status-500':
      return { kind: 'status', status: 500 };
    default:
      return { kind: how };
  }
}

function messageOf({ from, args, given, answer }: StubCall): TakenMessage {
  return {
    process: from,
    user: String(args['channel']),
    channel: String(given['channel']),
    id: String(given['ts']),
    says: String(args['text']),
    at: Date.now(),
    answered: answer === 'ok',
  };
}

function viewOf({ args, given }: StubCall): OpenedView {
  const { id, hash } = given['view'] as { readonly id: string; readonly hash: string }; // made by the stub itself
  return { id, hash, view: args['view'] as PracticeView }; // the stub refuses what Slack's own rules refuse
}
