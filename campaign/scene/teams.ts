import { randomUUID } from 'node:crypto';
import type { Address } from '../../src/flows/ports.ts';
import { startStubTeams, type StubTeams, type StubTeamsFailure } from '../../test/support/stub-teams.ts';
import type { TakenMessage } from '../account/evidence.ts';
import type { HowPlatformFails, TeamsMethod } from '../plan/fault.ts';
import type { Partner } from './partners.ts';

/** Microsoft Teams as the campaign has it: everybody has added the bot. */
export type CampaignTeams = Pick<StubTeams, 'identity' | 'serviceUrl' | 'token'> & {
  /** Where somebody is written to. */
  readonly addressOf: (person: Partner) => Address;
  /** What Teams sends for something that somebody does there, but for what it is. */
  readonly activityBy: (person: Partner, type: 'message' | 'invoke') => Activity;
  /** A message of somebody's that the bot answered, by the id of what they typed, with its card. */
  readonly answerTo: (person: Partner, typed: string) => StandingCard | undefined;
  /** The newest message to somebody; its buttons are what they press. */
  readonly newestTo: (person: Partner) => string | undefined;
  readonly fail: (how: HowPlatformFails, method: TeamsMethod, times: number) => void;
  readonly setActive: (person: Partner, active: boolean) => void;
  readonly heal: () => void;
  readonly stop: () => Promise<void>;
};

export type Activity = Readonly<Record<string, unknown>> & { readonly id: string };
export type StandingCard = { readonly message: string; readonly card: unknown };

/** @param onTaken hears of every message that was taken, whether or not the answer was heard */
export async function openTeams(
  people: readonly Partner[],
  onTaken: (message: TakenMessage) => void,
): Promise<CampaignTeams> {
  const byConversation = new Map(people.map((person) => [conversationOf(person), person]));
  const newest = new Map<string, string>();
  const stub = await startStubTeams({
    members: people.map(memberOf),
    keeps: 'newest',
    onPosted: ({ by, conversation, id, activity, answered }) => {
      newest.set(conversation, id);
      onTaken({
        platform: 'teams',
        process: by,
        user: byConversation.get(conversation)?.account.user ?? conversation,
        channel: conversation,
        id,
        says: String(activity['summary']),
        at: Date.now(),
        answered,
      });
    },
  });
  const bot = `28:${stub.identity.appId}`;
  return {
    identity: stub.identity,
    serviceUrl: stub.serviceUrl,
    token: stub.token,
    addressOf: (person) => ({
      account: person.account,
      channel: conversationOf(person),
      serviceUrl: stub.serviceUrl,
      member: memberOf(person).id,
      bot,
    }),
    activityBy: (person, type) => ({
      type,
      id: `${type === 'invoke' ? 'f:' : ''}${randomUUID()}`,
      channelId: 'msteams',
      serviceUrl: stub.serviceUrl,
      timestamp: new Date().toISOString(),
      from: { id: memberOf(person).id, name: person.name, aadObjectId: person.account.user },
      conversation: {
        id: conversationOf(person),
        conversationType: 'personal',
        tenantId: person.account.space,
      },
      recipient: { id: bot, name: 'Concordat' },
      channelData: { tenant: { id: person.account.space } },
    }),
    answerTo: (person, typed) => {
      const answer = stub.messages(conversationOf(person)).find(({ replyToId }) => replyToId === typed);
      const [attachment] = (answer?.versions.at(-1)?.['attachments'] ?? []) as readonly {
        content?: unknown;
      }[];
      return answer && { message: answer.id, card: attachment?.content };
    },
    newestTo: (person) => newest.get(conversationOf(person)),
    fail: (how, method, times) => stub.fail(method, failureOf(how), times),
    setActive: (person, active) =>
      active ? stub.addMember(memberOf(person)) : stub.removeMember(memberOf(person)),
    heal: stub.mend,
    stop: stub.stop,
  };
}

function conversationOf({ account }: Partner): string {
  return `a:own-${account.user}`;
}

function memberOf(person: Partner) {
  const { name, email, account } = person;
  return {
    conversation: conversationOf(person),
    id: `29:${account.user}`,
    aadObjectId: account.user,
    tenantId: account.space,
    name,
    email,
  };
}

function failureOf(how: HowPlatformFails): StubTeamsFailure {
  switch (how) {
    case 'rate-limited':
      return { kind: 'status', status: 429, retryAfter: '2' };
    case 'status-500':
      return { kind: 'status', status: 500 };
    case 'page-403':
      return { kind: 'page', status: 403 };
    default:
      return { kind: how };
  }
}
