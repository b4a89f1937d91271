import { groupChatId, personalChatId, type PracticeTeams } from './practice-teams.ts';
import { cardIn, type Card, conversationEvent, invokeAnswer } from './practice-teams-shapes.ts';
import { openStream } from './practice-teams-stream.ts';
import { markIn, openTraffic, post } from './practice-teams-traffic.ts';

/** What stands at one place of a person's own conversation with the bot. */
export type Place = { readonly id: string; readonly text: string; readonly card: Card | undefined };

/** The line to one person's practice Teams that a browser page would have, with patience instead of eyes. */
export type PracticeTeamsLine = {
  /** The bot's messages, oldest first, each as it now is on the screen. */
  readonly places: () => readonly Place[];
  /** The place that changed last. */
  readonly latest: () => Place | undefined;
  /** Types, and resolves once the bot has answered and all it wrote is there. */
  readonly type: (text: string) => Promise<void>;
  /** Presses in a message. The card that the bot answers with takes the place of the message. */
  readonly press: (id: string, action: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Resolves with the first defined thing that `find` sees on the screen, now or after a change. */
  readonly waitFor: <T>(what: string, find: () => T | undefined) => Promise<T>;
  readonly close: () => void;
};

/** @throws (from what is done with it) an Error when the bot answers with a failure, or nothing within 15 seconds */
export async function openTeamsLine(teams: PracticeTeams): Promise<PracticeTeamsLine> {
  const { person, url, tenantName } = teams;
  const chat = personalChatId(person);
  const places = new Map<string, Place>();
  let latest: string | undefined;
  let marks = 0;

  function show(place: Place): void {
    places.set(place.id, place);
    latest = place.id;
  }

  const traffic = await openTraffic(teams);
  const stream = await openStream(`${url}/_ws_conversation/v1/conversations/stream`, (event) => {
    const { action, actionConversationId, message } = conversationEvent.parse(event);
    if (actionConversationId === groupChatId(person) && action === 'typing') marks += 1;
    if (actionConversationId !== chat || message === undefined) return;
    const [attached] = message.attachments ?? [];
    const card =
      attached === undefined ? undefined : cardIn({ type: attached.contentType, value: attached.content });
    show({ id: message.messageId, text: message.text ?? '', card });
  });

  /** Until everything that the bot has written so far is on the screen. */
  async function catchUp(): Promise<void> {
    const wanted = marks + 1;
    await markIn(teams);
    await stream.waitFor('catching up', () => (marks >= wanted ? true : undefined));
  }

  await catchUp();
  return {
    places: () => [...places.values()],
    latest: () => places.get(latest ?? ''),
    type: async (text) => {
      const path = `/_conversation/v1/conversations/${encodeURIComponent(chat)}/messages`;
      const body = { from: { id: `29:${person.id}` }, text, textFormat: 'plain' };
      await traffic.deliver(`types ${text}`, ['message'], path, body);
      await catchUp();
    },
    press: async (id, action) => {
      const answer = invokeAnswer.parse(
        await post(`${url}/_conversation/v1/invoke`, {
          name: 'adaptiveCard/action',
          from: { id: `29:${person.id}` },
          conversation: { id: chat },
          replyToId: id,
          value: { action, trigger: 'manual' },
        }),
      );
      await catchUp();
      if (answer.type === 'application/vnd.microsoft.error')
        throw new Error(`${tenantName}: ${person.name}: the bot answered ${JSON.stringify(answer.value)}`);
      const card = cardIn(answer);
      if (card !== undefined) show({ id, text: '', card });
    },
    waitFor: (what, find) => stream.waitFor(`${tenantName}: ${person.name}: ${what}`, find),
    close: () => {
      traffic.close();
      stream.close();
    },
  };
}
