import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectorAt, teamsAuthentication } from '../../../src/adapters/teams/connection.ts';
import type { TeamsConnection } from '../../../src/adapters/teams/connection.ts';
import type { TeamsIdentity } from '../../../src/adapters/teams/identity.ts';
import { ConnectorRefusal } from '../../../src/adapters/teams/send-once.ts';
import { startStubTeams } from '../../support/stub-teams.ts';
import type { StubTeams, StubTeamsFailure, StubToken } from '../../support/stub-teams.ts';

const jo = {
  conversation: 'a:jo',
  id: '29:jo',
  aadObjectId: 'object-jo',
  tenantId: 'tenant-north',
  email: 'jo.marsh@example.org',
};

let teams: StubTeams;
beforeAll(async () => {
  teams = await startStubTeams({ members: [jo] });
});
afterAll(() => teams.stop());
beforeEach(() => teams.reset());

const nothing = (): void => undefined;
function connectionOf(identity: TeamsIdentity = teams.identity): TeamsConnection {
  return { identity, cloud: teams.cloud, log: { info: nothing, warn: nothing, error: nothing } };
}

/** Says "Hello" to Jo and gives the id of the message, or throws. */
async function sayHello(connection: TeamsConnection, timeoutMs?: number): Promise<string> {
  return sayHelloBy(connectorAt(connection, timeoutMs), teams.serviceUrl);
}

async function sayHelloBy(connect: ReturnType<typeof connectorAt>, serviceUrl: string): Promise<string> {
  const { conversations } = await connect(serviceUrl);
  const sent = await conversations.sendToConversation(jo.conversation, { type: 'message', text: 'Hello' });
  return sent.id;
}

describe('signing in', () => {
  test('with a secret asks the one tenant, once for as long as the token lasts', async () => {
    const connect = connectorAt(connectionOf());
    const hello = () => sayHelloBy(connect, teams.serviceUrl);
    const ids = [...(await Promise.all([hello(), hello()])), await hello()];
    expect(teams.messages(jo.conversation).map(({ id }) => id)).toEqual(ids);
    expect(teams.callsOf('sign-in')).toMatchObject([
      {
        path: `/login/${teams.identity.tenantId}/oauth2/v2.0/token`,
        args: { grant_type: 'client_credentials', scope: 'https://api.botframework.com/.default' },
        answer: 'ok',
      },
    ]);
  });

  test('with a certificate proves it by a signature, and never sends the key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const { appId, tenantId } = teams.identity;
    const thumbprint = '0123456789ABCDEF0123456789ABCDEF01234567';
    await sayHello(connectionOf({ kind: 'certificate', appId, tenantId, thumbprint, privateKey }));
    const [call] = teams.callsOf('sign-in');
    expect(call).toMatchObject({ answer: 'ok', args: { client_assertion: expect.any(String) as string } });
    expect(JSON.stringify(call)).not.toContain('PRIVATE KEY');
  });

  test('as a managed identity asks the machine that it runs on', async () => {
    const { appId, tenantId } = teams.identity;
    await sayHello(connectionOf({ kind: 'managed', appId, tenantId }));
    expect(teams.callsOf('sign-in')).toMatchObject([
      { path: '/login/metadata/identity/oauth2/token', args: { client_id: appId }, answer: 'ok' },
    ]);
  });

  test('in practice is not done, and nothing is sent in its place', async () => {
    const practice = await startStubTeams({ members: [jo], practice: true });
    try {
      await sayHelloBy(connectorAt(connectionOf({ kind: 'practice' })), practice.serviceUrl);
      expect(practice.callsOf('sign-in')).toEqual([]);
      expect(practice.callsOf('send')).toMatchObject([{ token: '', answer: 'ok' }]);
    } finally {
      await practice.stop();
    }
  });

  test('with a secret that is wrong sends nothing', async () => {
    await expect(sayHello(connectionOf({ ...teams.identity, password: 'wrong' }))).rejects.toMatchObject({
      errorCode: 'invalid_client',
    });
    expect(teams.callsOf('send')).toEqual([]);
  });

  test('is not waited for longer than a delivery may take', async () => {
    teams.fail('sign-in', { kind: 'silent' });
    await expect(sayHello(connectionOf(), 100)).rejects.toThrow();
    expect(teams.callsOf('send')).toEqual([]);
  });
});

describe('one call is one request, however it fails', () => {
  const failures: readonly StubTeamsFailure[] = [
    { kind: 'status', status: 408 },
    { kind: 'status', status: 412, code: 'PreconditionFailed' },
    { kind: 'status', status: 429, code: 'TooManyRequests' },
    { kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: '1' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 503, retryAfter: '1' },
    { kind: 'status', status: 504 },
    { kind: 'page' },
    { kind: 'cut' },
    { kind: 'answer-lost' },
    { kind: 'silent' },
  ];
  test.each(failures)('%j', async (failure) => {
    teams.fail('send', failure);
    await expect(sayHello(connectionOf(), 200)).rejects.toThrow();
    expect(teams.callsOf('send')).toHaveLength(1);
  });

  test.each<StubTeamsFailure>([{ kind: 'status', status: 502 }, { kind: 'cut' }])(
    'also when a message is changed, and when it is asked who is there: %j',
    async (failure) => {
      const { conversations } = await connectorAt(connectionOf())(teams.serviceUrl);
      teams.fail('update', failure, 9);
      await expect(conversations.updateActivity(jo.conversation, '1', { type: 'message' })).rejects.toThrow();
      teams.fail('member', failure, 9);
      await expect(conversations.getConversationMember(jo.conversation, jo.id)).rejects.toThrow();
      expect([teams.callsOf('update').length, teams.callsOf('member').length]).toEqual([1, 1]);
    },
  );

  test('and what was answered is told by numbers and codes, never by its words', async () => {
    teams.fail('send', { kind: 'status', status: 403, code: 'Forbidden', subCode: 'MessageWritesBlocked' });
    const error = await sayHello(connectionOf()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConnectorRefusal);
    expect(error).toMatchObject({ status: 403, code: 'MessageWritesBlocked' });
    expect(String(error)).not.toContain('As Teams words it');
  });
});

describe('what says that it comes from Teams', () => {
  const asked = async (token: StubToken, serviceUrl = teams.serviceUrl) => {
    const activity = { type: 'message', channelId: 'msteams', serviceUrl };
    const header = `Bearer ${await teams.token(token)}`;
    return teamsAuthentication(connectionOf()).authenticateRequest(
      // The SDK reads no more of it than this.
      activity as Parameters<ReturnType<typeof teamsAuthentication>['authenticateRequest']>[0],
      header,
    );
  };

  test('is believed where the token is good, for this bot and for that address', async () => {
    const { claimsIdentity } = await asked({});
    expect(claimsIdentity.getClaimValue('serviceurl')).toBe(teams.serviceUrl);
  });

  test.each<StubToken>([
    { expiresIn: -600 },
    { notBefore: 600 },
    { audience: 'another-bot' },
    { issuer: 'https://sts.example.org' },
    { serviceUrl: 'https://elsewhere.example.org/' },
    { key: 'unendorsed' },
    { key: 'unknown' },
    { key: 'forged' },
  ])('is not with a token of %j', async (token) => {
    await expect(asked(token)).rejects.toThrow();
  });
});
