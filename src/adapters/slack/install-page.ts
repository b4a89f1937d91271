import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/*
 * The pages that somebody sees who installs the bot in a workspace: plain HTML, no script, nothing from elsewhere.
 */

/** A page. `then`: what to do next, one sentence or more each. `go`: the one thing that can be pressed. */
export type InstallPage = {
  readonly status: number;
  readonly title: string;
  readonly says: readonly string[];
  readonly then?: readonly string[];
  readonly go?: { readonly label: string; readonly to: string };
};

/** Sends a page. It is kept nowhere, shown in no other page, found by no search, and fetches nothing. */
export function sendPage(response: ServerResponse, page: InstallPage): void {
  setPageHeaders(response);
  response.writeHead(page.status);
  response.end(drawPage(page));
}

/** Also for a page that Bolt's own code sends. */
export function setPageHeaders(response: ServerResponse): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    // The address of the page holds the code and the state of this install.
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** A page as HTML. Everything in it is escaped here. */
export function drawPage({ title, says, then = [], go }: InstallPage): string {
  const steps = then.map((step) => `<li>${escape(step)}</li>`).join('\n');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escape(title)} – Concordat</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${says.map((one) => `<p>${escape(one)}</p>`).join('\n')}
${steps === '' ? '' : `<h2>What to do next</h2>\n<ol>\n${steps}\n</ol>`}
${go === undefined ? '' : `<p><a class="go" href="${escape(go.to)}">${escape(go.label)}</a></p>`}
</main>
</body>
</html>
`;
}

const style =
  'body{font:1.125rem/1.5 system-ui,sans-serif;color:#0b0c0c;background:#fff;margin:0}' +
  'main{max-width:40rem;margin:0 auto;padding:2rem 1rem}' +
  'h1{font-size:1.75rem;line-height:1.25}h2{font-size:1.25rem}li{margin:.5rem 0}' +
  '.go{display:inline-block;padding:.75rem 1.25rem;background:#1d3557;color:#fff;border-radius:.25rem}' +
  '.go:focus{outline:3px solid #ffbf47;outline-offset:2px}';
const styleHash = createHash('sha256').update(style).digest('base64');

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => escapes[sign] ?? '');
}
