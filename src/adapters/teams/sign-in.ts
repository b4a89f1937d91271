import { ConfidentialClientApplication, ManagedIdentityApplication } from '@azure/msal-node';
import type { INetworkModule, NetworkRequestOptions } from '@azure/msal-node';
import { z } from 'zod';
import { assertNever } from '../../case/assert-never.ts';
import type { TeamsIdentity } from './identity.ts';

/** What every token is for: the service that takes messages for Teams. */
const resource = 'https://api.botframework.com';

/**
 * Signs in as the bot, once for as long as the token lasts. The token is Microsoft's library's to keep and to renew; what
 * is given here is a time limit, and that many who ask at once are one question.
 *
 * @returns what gives a token, or `undefined` in practice
 * @throws (from there) what the library throws when Microsoft refused or could not be reached
 */
export function signIn(
  identity: TeamsIdentity,
  fetchFrom: typeof fetch,
  timeoutMs: number,
): () => Promise<string | undefined> {
  if (identity.kind === 'practice') return () => Promise.resolve(undefined);
  const ask = questionOf(identity, networkOf(fetchFrom, timeoutMs));
  let asked: Promise<string> | undefined;
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined;
    });
    return asked;
  };
}

function questionOf(
  identity: Exclude<TeamsIdentity, { kind: 'practice' }>,
  networkClient: INetworkModule,
): () => Promise<string> {
  const system = { networkClient };
  if (identity.kind === 'managed') {
    const managedIdentityIdParams = { userAssignedClientId: identity.appId };
    const app = new ManagedIdentityApplication({ managedIdentityIdParams, system });
    return async () => (await app.acquireToken({ resource })).accessToken;
  }
  const { appId: clientId, tenantId } = identity;
  const authority = `https://login.microsoftonline.com/${tenantId}`;
  const auth = { clientId, authority, ...proofOf(identity) };
  const app = new ConfidentialClientApplication({ auth, system });
  return async () => {
    const result = await app.acquireTokenByClientCredential({ scopes: [`${resource}/.default`] });
    if (result === null) throw new Error('Microsoft gave no token.');
    return result.accessToken;
  };
}

function proofOf(identity: Extract<TeamsIdentity, { kind: 'secret' | 'certificate' }>) {
  switch (identity.kind) {
    case 'secret':
      return { clientSecret: identity.password };
    case 'certificate':
      return {
        clientCertificate: { thumbprint: identity.thumbprint, privateKey: identity.privateKey },
      };
    default:
      return assertNever(identity);
  }
}

function networkOf(fetchFrom: typeof fetch, timeoutMs: number): INetworkModule {
  const ask = async <T>(
    method: string,
    url: string,
    options: NetworkRequestOptions | undefined,
  ): Promise<NetworkAnswer<T>> => {
    const response = await fetchFrom(url, {
      method,
      headers: options?.headers ?? {},
      ...(options?.body === undefined ? {} : { body: options.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const headers = Object.fromEntries(response.headers);
    // The library reads what it asked for, and says itself where that is not what came.
    return { status: response.status, headers, body: z.custom<T>().parse(await response.json()) };
  };
  return {
    sendGetRequestAsync: (url, options) => ask('GET', url, options),
    sendPostRequestAsync: (url, options) => ask('POST', url, options),
  };
}

type NetworkAnswer<T> = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: T;
};
