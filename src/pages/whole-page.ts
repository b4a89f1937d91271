import { markup, type Html } from './markup.ts';
import { styleElement } from './style.ts';

/** A whole page around its main part, with nothing in it that is fetched or run. @param after what stands below the main part */
export function wholePage(title: string, main: Html, after?: Html): string {
  return markup`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title} - Concordat</title>
        ${styleElement}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the main part</a>
        <header><p>Concordat</p></header>
        <main id="main">${main}</main>
        ${after}
      </body>
    </html> `.text;
}
