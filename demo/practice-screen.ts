import type { PracticeMessage, PracticeView, UiEvent } from './practice-shapes.ts';

/** What a workspace's client shows at one moment. */
export type PracticeScreen = {
  /** By channel id, oldest first. */
  readonly messages: ReadonlyMap<string, readonly PracticeMessage[]>;
  /** The modal on top. One for the whole workspace: opening one for somebody takes away everybody else's. */
  readonly view: PracticeView | undefined;
  /** By person. */
  readonly homes: ReadonlyMap<string, PracticeView>;
};

/** A screen that follows the client's events. */
export type LiveScreen = PracticeScreen & {
  apply(event: UiEvent): void;
  /** The last few lines of traffic between client and bot, for an error's words. */
  lately(): string;
};

/** An empty screen for one app; `apply` each event to it, the first being `init`. */
export function newScreen(appId: string): LiveScreen {
  const messages = new Map<string, readonly PracticeMessage[]>();
  const homes = new Map<string, PracticeView>();
  let traffic: readonly string[] = [];
  let stack: readonly PracticeView[] = [];

  return {
    messages,
    homes,
    get view() {
      return stack.at(-1);
    },
    apply(event) {
      switch (event.t) {
        case 'init':
          messages.clear();
          homes.clear();
          stack = event.state.modalStack;
          for (const [channel, list] of Object.entries(event.state.messages)) messages.set(channel, list);
          for (const [user, byApp] of Object.entries(event.state.homeViews)) {
            const home = byApp[appId];
            if (home !== undefined) homes.set(user, home);
          }
          return;
        case 'message': {
          change(event.message.channel, (list) => [...list, event.message]);
          return;
        }
        case 'message_update': {
          change(event.message.channel, (list) =>
            list.map((old) => (old.ts === event.message.ts ? event.message : old)),
          );
          return;
        }
        case 'message_delete': {
          change(event.channel, (list) => list.filter(({ ts }) => ts !== event.ts));
          return;
        }
        case 'view':
          stack = event.stack;
          return;
        case 'home':
          homes.set(event.user, event.view);
          return;
        case 'log':
          traffic = [...traffic, `${event.entry.direction} ${event.entry.kind} ${event.entry.summary}`].slice(
            -8,
          );
          return;
        case 'channel':
        case 'view_errors':
        case 'socket_status':
          return;
      }
    },
    lately: () => `Lately:\n${traffic.map((line) => `  ${line}`).join('\n')}`,
  };

  function change(
    channel: string,
    to: (list: readonly PracticeMessage[]) => readonly PracticeMessage[],
  ): void {
    messages.set(channel, to(messages.get(channel) ?? []));
  }
}
