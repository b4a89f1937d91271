import {
  startStubSlack,
  type StubCall,
  type StubFailure,
  type StubSlack,
} from '../../test/support/stub-slack.ts';
import type { PracticeView } from '../../demo/practice-shapes.ts';
import type { TakenMessage } from '../account/evidence.ts';
import type { HowPlatformFails, SlackMethod } from '../plan/fault.ts';
import type { Partner } from './partners.ts';

/** Slack as the campaign has it. */
export type CampaignSlack = {
  readonly apiUrlFor: StubSlack['apiUrlFor'];
  readonly botTokens: readonly string[];
  readonly newTrigger: StubSlack['trigger'];
  /** The view that was opened with a trigger; `undefined` where none was. */
  readonly openedBy: (trigger: string) => OpenedView | undefined;
  readonly fail: (how: HowPlatformFails, method: SlackMethod, times: number) => void;
  readonly setActive: (person: Partner, active: boolean) => void;
  readonly heal: () => void;
  readonly stop: () => Promise<void>;
};

/** A view that stands in front of somebody. */
export type OpenedView = { readonly id: string; readonly hash: string; readonly view: PracticeView };

/** @param onTaken hears of every message that was taken, whether or not the answer was heard */
export async function openSlack(
  people: readonly Partner[],
  onTaken: (message: TakenMessage) => void,
): Promise<CampaignSlack> {
  const workspaces = [...new Set(people.map(({ account }) => account.space))].map((teamId) => ({
    teamId,
    botToken: `xoxb-campaign-${teamId}`,
    botId: `B${teamId}`,
    botUserId: `U0BOT${teamId}`,
  }));
  const opened = new Map<string, OpenedView>();
  const stub = await startStubSlack({
    workspaces,
    people: people.map(({ account, email }) => ({ id: account.user, teamId: account.space, email })),
    onCall: (call) => {
      if (call.given['ok'] !== true) return;
      if (call.method === 'chat.postMessage') onTaken(messageOf(call));
      if (call.method === 'views.open') opened.set(String(call.args['trigger_id']), viewOf(call));
    },
  });
  return {
    apiUrlFor: stub.apiUrlFor,
    botTokens: workspaces.map(({ botToken }) => botToken),
    newTrigger: stub.trigger,
    openedBy: (trigger) => {
      const view = opened.get(trigger);
      opened.delete(trigger);
      return view;
    },
    fail: (how, method, times) => stub.fail(method, failureOf(how), times),
    setActive: ({ account, email }, active) =>
      stub.addPerson({ id: account.user, teamId: account.space, email, deleted: !active }),
    heal: stub.reset,
    stop: stub.stop,
  };
}

function failureOf(how: HowPlatformFails): StubFailure {
  switch (how) {
    case 'rate-limited':
      return { kind: how, retryAfter: 2 };
    case 'status-500':
      return { kind: 'status', status: 500 };
    case 'page-403':
      return { kind: 'page', status: 403 };
    default:
      return { kind: how };
  }
}

function messageOf({ from, args, given, answer }: StubCall): TakenMessage {
  return {
    platform: 'slack',
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
