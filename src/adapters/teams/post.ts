import type { Address } from '../../flows/ports.ts';
import type { TeamsMessage } from './draw-message.ts';
import { messageActivity } from './message-activity.ts';
import { ConnectorRefusal } from './send-once.ts';
import type { Verdict } from './verify.ts';

/** What is sent. `beside`: it may not take the place of another. */
export type Drawn = TeamsMessage & { readonly beside?: true };

/** A conversation, and where Teams takes messages for it. */
export type Place = Pick<Address, 'channel' | 'serviceUrl'>;

/** Sends into conversations, as the bot to which the request came. */
export type Post = {
  readonly send: (to: Place, drawn: Drawn) => Promise<void>;
  /** Puts it in the place of a message of ours, or sends it where there is no such message any more. */
  readonly replace: (to: Place, id: string | undefined, drawn: Drawn) => Promise<void>;
};

/** @throws (from there) what the connector throws when Teams refused it or could not be reached */
export function postAs(as: Extract<Verdict, { kind: 'verified' }>['as']): Post {
  const conversationsOf = async (to: Place) => {
    const client = await as.connectorFactory?.create(to.serviceUrl, as.audience);
    if (client === undefined) throw new Error('the request came without a way to answer it');
    return client.conversations;
  };
  const send: Post['send'] = async (to, drawn) => {
    await (await conversationsOf(to)).sendToConversation(to.channel, messageActivity(drawn));
  };
  return {
    send,
    replace: async (to, id, drawn) => {
      if (id === undefined) return send(to, drawn);
      try {
        await (await conversationsOf(to)).updateActivity(to.channel, id, messageActivity(drawn));
      } catch (error) {
        if (!(error instanceof ConnectorRefusal) || ![400, 403, 404].includes(error.status)) throw error;
        await send(to, drawn);
      }
    },
  };
}
