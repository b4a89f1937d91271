import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { ClaimsIdentity } from 'botframework-connector';
import type { Log } from '../../flows/ports.ts';
import { BotCredentials } from './credentials.ts';
import type { TeamsIdentity } from './identity.ts';
import { sendOnce } from './send-once.ts';
import { signIn } from './sign-in.ts';

export type { TeamsIdentity } from './identity.ts';

/** Microsoft's own cloud is used where none is named. */
export type TeamsCloud = {
  /** Who signs what Teams sends, and where the keys are published. */
  readonly tokenIssuer: string;
  readonly openIdMetadata: string;
  /** How the sign-in and the Bot Connector are reached. */
  readonly fetch: typeof fetch;
};

/** How the Bot Connector is reached, and how what comes from it is verified. */
export type TeamsConnection = {
  readonly identity: TeamsIdentity;
  readonly log: Log;
  readonly cloud?: TeamsCloud;
};

/** A delivery holds its place in the queue no longer than this. */
const deliveryTimeoutMs = 10_000;

/** Verifies what Teams sends, and signs what is sent to it. */
export function teamsAuthentication(
  connection: TeamsConnection,
  timeoutMs = deliveryTimeoutMs,
): ConfigurationBotFrameworkAuthentication {
  const { identity, cloud } = connection;
  const fetchFrom = cloud?.fetch ?? fetch;
  const app =
    identity.kind === 'practice'
      ? undefined
      : { MicrosoftAppId: identity.appId, MicrosoftAppTenantId: identity.tenantId };
  return new ConfigurationBotFrameworkAuthentication(
    { ...app, ...(cloud === undefined ? {} : addressesOf(cloud)) },
    new BotCredentials(app?.MicrosoftAppId, signIn(identity, fetchFrom, timeoutMs)),
    undefined,
    undefined,
    { httpClient: sendOnce(fetchFrom, timeoutMs) },
  );
}

/** The SDK's client of the Bot Connector, at the address that a conversation is reached by. */
export type Connector = Awaited<ReturnType<ReturnType<typeof connectorAt>>>;

/** Reaches the Bot Connector unasked, as the bot itself. One call is one request: nothing is tried again by itself. */
export function connectorAt(connection: TeamsConnection, timeoutMs = deliveryTimeoutMs) {
  const nobody = new ClaimsIdentity([]);
  const factory = teamsAuthentication(connection, timeoutMs).createConnectorFactory(nobody);
  return (serviceUrl: string) => factory.create(serviceUrl, audience);
}

/** What our requests are signed for. */
const audience = 'https://api.botframework.com';

/** Where one address is named, the SDK takes none of the others from anywhere else. */
function addressesOf({ tokenIssuer, openIdMetadata }: TeamsCloud) {
  return {
    ToBotFromChannelTokenIssuer: tokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadata,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com',
    ToChannelFromBotOAuthScope: audience,
    OAuthUrl: audience,
    CallerId: 'urn:botframework:azure',
  };
}
