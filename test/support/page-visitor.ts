import { readPage, type ReadPage } from './platforms/read-page.ts';

/** What came back for a request. */
export type Visited = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly page: ReadPage | undefined;
};

/** Somebody's browser, with a cookie of its own, or a machine that follows links. */
export function pageVisitor(base: string, headers: Readonly<Record<string, string>> = {}) {
  let cookie: string | undefined;
  async function go(
    path: string,
    fields?: Readonly<Record<string, string>>,
    method = fields === undefined ? 'GET' : 'POST',
  ): Promise<Visited> {
    const response = await fetch(new URL(path, base), {
      method,
      redirect: 'manual',
      ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
      headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0];
    const goTo = response.headers.get('location');
    if (response.status === 303 && goTo !== null) return go(goTo);
    const text = await response.text();
    const page = text.includes('<main') ? readPage(path, text) : undefined;
    return { status: response.status, headers: response.headers, text, page };
  }
  return {
    go,
    cookie: () => cookie,
    forget: () => void (cookie = undefined),
    /** Does something on a page of a session: whatever the page carries goes with it. */
    does: (from: Visited, fields: Readonly<Record<string, string>>) => {
      const { key = '', page = '', of = '' } = from.page?.hidden ?? {};
      return go('/o/', { key, page, of, ...fields });
    },
  };
}
