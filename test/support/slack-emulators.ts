import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from 'emulate';

/*
 * Slack's OAuth as somebody else wrote it (npm `emulate`). One of them is one workspace, and each has the same id; so each
 * workspace is one of them, and on the way to the bot its id is written as the workspace's own. Nothing else is changed.
 */

export type EmulatedWorkspace = {
  readonly teamId: string;
  readonly name: string;
  readonly people: readonly { readonly email: string; readonly name: string }[];
};
export type SlackEmulators = {
  /** For the bot: takes each call to the workspace whose token or code it carries. */
  readonly fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Somebody allows the install on the workspace's own page.
   *
   * @param authorizeUrl where the bot's page leads to
   * @returns where Slack sends them back to
   */
  readonly allow: (teamId: string, authorizeUrl: string) => Promise<string>;
  /** What the bot asked of a workspace with a token. */
  readonly callsTo: (teamId: string) => readonly string[];
  readonly stop: () => Promise<void>;
};

const idOfEmulate = 'T000000001';

export async function startSlackEmulators(
  workspaces: readonly EmulatedWorkspace[],
  app: { readonly clientId: string; readonly clientSecret: string; readonly redirectUrl: string },
): Promise<SlackEmulators> {
  const running = new Map<string, { readonly emulator: Emulator; readonly calls: string[] }>();
  const ownerOfToken = new Map<string, string>();
  const ownerOfCode = new Map<string, string>();
  for (const { teamId, name, people } of workspaces) {
    const emulator = await createEmulator({
      service: 'slack',
      port: await freePort(),
      seed: {
        slack: {
          team: { name },
          users: people.map(({ email, name: real_name }) => ({
            name: email.split('@')[0],
            email,
            real_name,
          })),
          oauth_apps: [
            {
              client_id: app.clientId,
              client_secret: app.clientSecret,
              name: 'Concordat',
              redirect_uris: [app.redirectUrl],
              scopes: [],
            },
          ],
          strict_scopes: true,
        },
      },
    });
    running.set(teamId, { emulator, calls: [] });
  }
  const at = (teamId: string) => {
    const found = running.get(teamId);
    if (found === undefined) throw new Error(`There is no workspace ${teamId}`);
    return found;
  };

  return {
    fetch: async (input, init) => {
      if (input instanceof Request) throw new TypeError('an address is wanted, not a Request');
      const url = new URL(input);
      const token = new Headers(init?.headers).get('authorization')?.replace(/^Bearer /u, '') ?? '';
      const code = typeof init?.body === 'string' ? new URLSearchParams(init.body).get('code') : null;
      const owner = ownerOfToken.get(token) ?? ownerOfCode.get(code ?? '');
      if (owner === undefined)
        return Response.json({ ok: false, error: code ? 'invalid_code' : 'invalid_auth' });
      const { emulator, calls } = at(owner);
      if (token !== '') calls.push(url.pathname.replace('/api/', ''));
      const response = await fetch(new URL(url.pathname, emulator.url), init);
      const text = (await response.text()).replaceAll(idOfEmulate, owner);
      const issued = /"access_token":"(xoxb-[^"]+)"/u.exec(text)?.[1];
      if (issued !== undefined) ownerOfToken.set(issued, owner);
      return new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } });
    },
    allow: async (teamId, authorizeUrl) => {
      const { emulator } = at(teamId);
      const asked = new URL(authorizeUrl);
      const page = await fetch(new URL(`/oauth/v2/authorize${asked.search}`, emulator.url));
      const form = /<form[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/su.exec(await page.text());
      const fields = [...(form?.[2] ?? '').matchAll(/name="(\w+)" value="([^"]*)"/gu)];
      const answer = await fetch(new URL(form?.[1] ?? '', emulator.url), {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields.map(([, name = '', value = '']): [string, string] => [name, value])),
      });
      const back = answer.headers.get('location') ?? '';
      ownerOfCode.set(new URL(back).searchParams.get('code') ?? '', teamId);
      return back;
    },
    callsTo: (teamId) => at(teamId).calls,
    stop: async () => {
      for (const { emulator } of running.values()) await emulator.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
