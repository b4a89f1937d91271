import { teamsApp, teamsPath } from '../adapters/teams/app.ts';
import { teamsChat } from '../adapters/teams/chat.ts';
import type { TeamsCloud, TeamsConnection, TeamsIdentity } from '../adapters/teams/connection.ts';
import { spacesOn } from '../directory/lookup.ts';
import type { ChatPlatform, PlatformNeeds } from './chat-platform.ts';

export type TeamsOptions = {
  /** `practice` proves nothing and believes everybody: for the demo and nothing else, and no setting leads to it. */
  readonly identity: TeamsIdentity;
  /** The tenants whose people are answered; none named means those that the directory lists. */
  readonly tenants?: readonly string[];
  readonly cloud?: TeamsCloud;
};

/** Microsoft Teams, for the people of the tenants that are allowed. */
export function teamsPlatform(
  { identity, tenants = [], cloud }: TeamsOptions,
  { stores, log, slashCommand }: PlatformNeeds,
): ChatPlatform {
  const connection: TeamsConnection = { identity, log, ...(cloud === undefined ? {} : { cloud }) };
  const { addresses, clock, people } = stores;
  return {
    chat: teamsChat({ connection, addresses, clock }),
    open: (route) => {
      const app = teamsApp({
        connection,
        // The directory may be imported again at any time, so it is asked at every request.
        allowedTenants: () => (tenants.length > 0 ? tenants : spacesOn(people.directory(), 'teams')),
        slashCommand,
        addresses,
        clock,
        route,
      });
      return { paths: { [teamsPath]: app.handle }, stop: app.stop };
    },
  };
}
