import type { ServerResponse } from 'node:http';
import { pageHeaders } from '../../pages/headers.ts';
import { markup } from '../../pages/markup.ts';
import { wholePage } from '../../pages/whole-page.ts';

/* The pages that somebody sees who installs the bot in a workspace. */

/** A page. `then`: what to do next, one sentence or more each. `go`: the one thing that can be pressed. */
export type InstallPage = {
  readonly status: number;
  readonly title: string;
  readonly says: readonly string[];
  readonly then?: readonly string[];
  readonly go?: { readonly label: string; readonly to: string };
};

/** Sends a page. Its address holds the code and the state of this install, and is told to no other site. */
export function sendPage(response: ServerResponse, page: InstallPage): void {
  setPageHeaders(response);
  response.writeHead(page.status);
  response.end(drawPage(page));
}

/** Also for a page that Bolt's own code sends. */
export function setPageHeaders(response: ServerResponse): void {
  const headers = pageHeaders('none', { isHttps: false });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** A page as HTML. */
export function drawPage({ title, says, then = [], go }: InstallPage): string {
  const next = markup`<h2>What to do next</h2>
    <ol>
      ${then.map((step) => markup`<li>${step}</li> `)}
    </ol> `;
  const main = markup`<h1>${title}</h1>
    ${says.map((one) => markup`<p>${one}</p> `)}${then.length === 0 ? undefined : next}${
      go === undefined ? undefined : markup`<p><a class="go" href="${go.to}">${go.label}</a></p> `
    }`;
  return wholePage(title, main);
}
