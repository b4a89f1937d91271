import { groupChatId, personalChatId, type PracticeTeams } from './practice-teams.ts';
import { openStream } from './practice-teams-stream.ts';
import { trafficEvent, type TrafficEntry } from './practice-teams-shapes.ts';

/** The traffic between one practice Teams and the bot, as its own log shows it. */
export type Traffic = {
  /** Hands activities of these kinds to the bot and resolves once it has answered each. */
  readonly deliver: (what: string, kinds: readonly string[], path: string, body: object) => Promise<void>;
  readonly close: () => void;
};

/** @throws (from `deliver`) an Error when the bot answers with a failure, or nothing within 15 seconds */
export async function openTraffic(teams: PracticeTeams): Promise<Traffic> {
  const { url, tenantName, person } = teams;
  const entries = new Map<string, TrafficEntry>();
  const stream = await openStream(`${url}/_ws/log/stream`, (event) => {
    const { log } = trafficEvent.parse(event);
    if (log !== undefined) entries.set(log.id, log);
  });
  // All that went before is told first. What comes after this mark is new.
  const marked = entries.size;
  await markIn(teams);
  await stream.waitFor('the traffic so far', () => (entries.size > marked ? true : undefined));
  return {
    deliver: async (what, kinds, path, body) => {
      const before = new Set(entries.keys());
      await post(`${url}${path}`, body);
      const name = `${tenantName}: ${person.name} ${what}`;
      for (const kind of kinds) {
        const { response } = await stream.waitFor(name, () =>
          [...entries.values()].find(({ id, ...entry }) => !before.has(id) && isAnswered(entry, kind)),
        );
        const status = response?.statusCode;
        if (status === undefined || status >= 300)
          throw new Error(`${name}: the bot answered HTTP ${String(status ?? 'nothing')}`);
      }
    },
    close: () => stream.close(),
  };
}

/**
 * Adds the bot for the person, as their client does whenever its page is opened: from then on it can write to them.
 * Resolves once the bot has answered.
 */
export async function addBot(teams: PracticeTeams): Promise<void> {
  const traffic = await openTraffic(teams);
  try {
    await traffic.deliver(
      'adds the bot',
      ['installationUpdate', 'conversationUpdate'],
      `/_debug/conversation/${encodeURIComponent(personalChatId(teams.person))}/installation`,
      {},
    );
  } finally {
    traffic.close();
  }
}

/** Leaves a trace in both streams that nobody sees: it follows on everything that was there before. */
export async function markIn({ url, person }: PracticeTeams): Promise<void> {
  await post(`${url}/_connector/v3/conversations/${encodeURIComponent(groupChatId(person))}/activities`, {
    type: 'typing',
    from: { id: '28:concordat' },
  });
}

/** What the practice Teams itself does not take is a mistake of whoever drives it. */
export async function post(address: string, body: object): Promise<unknown> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${address} answered HTTP ${answer.status}: ${said.slice(0, 500)}`);
  return said === '' ? undefined : JSON.parse(said);
}

function isAnswered({ activityName, from, response }: Omit<TrafficEntry, 'id'>, kind: string): boolean {
  return activityName === kind && from !== 'User Application' && response !== undefined;
}
