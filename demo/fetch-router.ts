/** The part of `fetch` that Slack's SDK calls, and all that this router offers. */
type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` for Slack's SDK (`clientOptions.fetch`) that takes each call to the practice workspace which owns the bot
 * token, so that one bot serves several workspaces at once. Answers to a `response_url` already name
 * their workspace and pass through. Nothing ever leaves for the real Slack or anywhere else.
 *
 * @param routes each workspace's bot token and address (`http://127.0.0.1:3901`, no slash at the end).
 * @returns a fetch that answers an unknown token as Slack does (`invalid_auth`), where the practice client would take it for its first
 * app's; and that throws for any other host.
 */
export function practiceFetch(
  routes: readonly { readonly botToken: string; readonly baseUrl: string }[],
): Fetch {
  return async (input, init) => {
    if (input instanceof Request) throw new TypeError('practiceFetch takes an address, not a Request.');
    const url = new URL(input);
    if (routes.some((route) => new URL(route.baseUrl).origin === url.origin)) return fetch(url, init);
    if (url.protocol !== 'https:' || url.hostname !== 'slack.com') {
      throw new Error(`The practice bot does not call ${url.origin}.`);
    }
    const token = new Headers(init?.headers).get('authorization')?.replace(/^Bearer /, '');
    const owner = routes.find((route) => route.botToken === token);
    if (owner === undefined) return Response.json({ ok: false, error: 'invalid_auth' });
    return fetch(new URL(url.pathname + url.search, owner.baseUrl), init);
  };
}
