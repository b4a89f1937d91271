import type { teamsAuthentication } from './connection.ts';
import type { TeamsIdentity } from './identity.ts';

type Authentication = ReturnType<typeof teamsAuthentication>;
type Authenticated = Awaited<ReturnType<Authentication['authenticateRequest']>>;

/** Whether Teams sent it. `why` is for the log: a class of reasons, never a word of the token. */
export type Verdict =
  | { readonly kind: 'verified'; readonly as: Authenticated }
  | { readonly kind: 'refused'; readonly why: string };

export type VerifyWay = {
  readonly authentication: Authentication;
  readonly identity: TeamsIdentity;
  readonly timeoutMs: number;
};

/**
 * Asks the SDK whether a request carries a token that Microsoft signed for this bot, in force, for this channel and for the
 * address that answers go to. Whatever the SDK throws is a refusal (of a forged signature it throws an error of no kind of
 * its own). Two kinds of tokens it takes without looking at that address, those of the emulator and of other bots; here they
 * are refused. In practice nobody signs anything, and everything is believed.
 *
 * @param timeoutMs as long as may be waited for Microsoft's keys: the SDK itself waits for ever
 */
export async function verify(
  { authentication, identity, timeoutMs }: VerifyWay,
  body: Readonly<Record<string, unknown>>,
  header: string,
): Promise<Verdict> {
  const serviceUrl = textOf(body['serviceUrl']);
  const channelId = textOf(body['channelId']);
  try {
    const asked = authentication.authenticateRequest(asActivity(serviceUrl, channelId), header);
    const as = await within(timeoutMs, asked);
    if (as === 'too-late') return { kind: 'refused', why: 'the keys did not come' };
    if (identity.kind === 'practice') return { kind: 'verified', as };
    if (channelId !== 'msteams') return { kind: 'refused', why: 'another channel' };
    const vouchedFor = as.claimsIdentity.getClaimValue('serviceurl');
    if (serviceUrl === '' || vouchedFor !== serviceUrl)
      return { kind: 'refused', why: 'another service address' };
    return { kind: 'verified', as };
  } catch (error) {
    if (header === '') return { kind: 'refused', why: 'no token' };
    return { kind: 'refused', why: error instanceof Error ? error.name : typeof error };
  }
}

async function within<T>(ms: number, asked: Promise<T>): Promise<T | 'too-late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'too-late'>((resolve) => {
    timer = setTimeout(() => resolve('too-late'), ms);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The SDK asks for a whole activity, and looks at these two of its fields. */
function asActivity(
  serviceUrl: string,
  channelId: string,
): Parameters<Authentication['authenticateRequest']>[0] {
  const nobody = { id: '', name: '' };
  return {
    type: 'message',
    serviceUrl,
    channelId,
    from: nobody,
    recipient: nobody,
    conversation: { id: '', name: '', isGroup: false, conversationType: '' },
    text: '',
    label: '',
    valueType: '',
    callerId: '',
    localTimezone: '',
    listenFor: [],
  };
}
