import { describe, expect, it } from 'vitest';
import { inspectIdentity } from '../../../src/adapters/teams/inspect-identity.ts';

const identity = {
  kind: 'secret',
  appId: 'aaaaaaaa-aaaa-4000-8000-aaaaaaaaaaaa',
  tenantId: 'bbbbbbbb-bbbb-4000-8000-bbbbbbbbbbbb',
  password: 'a~practice.secret-of-40-characters',
} as const;

/** Microsoft's sign-in, which answers every question for a token in one way. */
function answering(status: number, body: unknown): typeof fetch {
  return () => Promise.resolve(Response.json(body, { status }));
}

function refusing(code: number): typeof fetch {
  return answering(401, {
    error: 'invalid_client',
    error_description: `AADSTS${code}: a description that quotes ${identity.password}`,
    error_codes: [code],
  });
}

describe('asking Microsoft whether it believes the bot', () => {
  it('is content with a token, and keeps it to itself', async () => {
    const token = { token_type: 'Bearer', expires_in: 3599, access_token: 'a token' };
    expect(await inspectIdentity(identity, answering(200, token))).toEqual({ kind: 'believed' });
  });

  it.each([
    [7_000_215, 'wrong-secret'],
    [7_000_222, 'expired-secret'],
    [700_027, 'wrong-certificate'],
    [700_016, 'unknown-app'],
    [90_002, 'unknown-tenant'],
    [50_000, 'other'],
  ])('knows what AADSTS%i means, and passes on the code and not a word', async (code, fault) => {
    expect(await inspectIdentity(identity, refusing(code))).toEqual({
      kind: 'failed',
      fault,
      code: `AADSTS${code}`,
    });
  });

  it('says that Microsoft could not be reached', async () => {
    const nobody = () => Promise.reject(new TypeError('fetch failed'));
    const found = await inspectIdentity(identity, nobody);
    expect(found).toMatchObject({ kind: 'failed', fault: 'unreachable' });
  });
});
