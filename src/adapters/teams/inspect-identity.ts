import { AuthError, ServerError } from '@azure/msal-node';
import type { TeamsIdentity } from './connection.ts';
import { signInCode } from './sign-in-code.ts';
import { signIn } from './sign-in.ts';

/** Why Microsoft did not believe the bot, as far as it says so. */
export type IdentityFault =
  | 'wrong-secret'
  | 'expired-secret'
  | 'wrong-certificate'
  | 'unknown-app'
  | 'unknown-tenant'
  | 'no-managed-identity'
  | 'unreachable'
  | 'other';
/** `code`: Microsoft's own, to look up. Never a word of what it says, which can quote what was sent. */
export type InspectedIdentity =
  | { readonly kind: 'believed' }
  | { readonly kind: 'failed'; readonly fault: IdentityFault; readonly code: string };

const timeoutMs = 10_000;

/** Asks Microsoft for a token, as the bot does before it writes to anybody. Changes nothing; the token is thrown away. */
export async function inspectIdentity(
  identity: TeamsIdentity,
  fetchFrom: typeof fetch = fetch,
): Promise<InspectedIdentity> {
  try {
    await signIn(identity, fetchFrom, timeoutMs)();
    return { kind: 'believed' };
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof ServerError) return { kind: 'failed', fault: faults[code] ?? 'other', code };
    return {
      kind: 'failed',
      fault: identity.kind === 'managed' ? 'no-managed-identity' : 'unreachable',
      code,
    };
  }
}

/** Codes as Microsoft documents them. */
const faults: Readonly<Record<string, IdentityFault>> = {
  AADSTS7000215: 'wrong-secret',
  AADSTS7000222: 'expired-secret',
  AADSTS700027: 'wrong-certificate',
  AADSTS700016: 'unknown-app',
  AADSTS7000229: 'unknown-app',
  AADSTS90002: 'unknown-tenant',
  AADSTS900021: 'unknown-tenant',
  AADSTS900023: 'unknown-tenant',
};

function codeOf(error: unknown): string {
  if (error instanceof AuthError) return signInCode(error);
  return error instanceof Error ? error.name : 'unknown';
}
