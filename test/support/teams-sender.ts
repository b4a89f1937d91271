/** What the bot answered, as Teams gets it. */
export type TeamsAnswer = { readonly status: number; readonly body: unknown };

export type TeamsSender = {
  /** Sends an activity as Teams does, with a token unless it is to have none. */
  readonly send: (activity: unknown, token?: string) => Promise<TeamsAnswer>;
  /** Any text at all as the body. */
  readonly raw: (body: string, token?: string) => Promise<TeamsAnswer>;
};

/** Posts to the bot's path over HTTP. */
export function teamsSender(url: string): TeamsSender {
  const raw: TeamsSender['raw'] = async (body, token) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return { raw, send: (activity, token) => raw(JSON.stringify(activity), token) };
}
