import type { Block, Document } from '../../flows/documents/document.ts';
import { documentStyle } from '../../pages/document-style.ts';
import { Html, markup } from '../../pages/markup.ts';
import { wholePage } from '../../pages/whole-page.ts';

/** A document as one HTML page that stands alone: to read, to send on and to print. Nothing in it is fetched or run. */
export function documentPage({ title, of, marking, foot, blocks }: Document): string {
  const marked = marking === undefined ? undefined : markup`<p class="marking">${marking}</p>`;
  return wholePage(
    title,
    markup`${documentStyle}${marked}<h1>${title}</h1>${of === undefined ? undefined : markup`<p>${of}</p>`}${blocks.map(drawBlock)}`,
    markup`<footer>${marked}${foot.map((line) => markup`<p class="small">${line}</p>`)}</footer>`,
  );
}

function drawBlock(block: Block): Html {
  switch (block.kind) {
    case 'heading':
      return heading(block.level, block.text);
    case 'text':
      return block.as === 'quote'
        ? markup`<blockquote>${block.text}</blockquote>`
        : markup`<p class="${block.as === 'note' ? 'small' : ''}">${block.text}</p>`;
    case 'facts':
      return markup`<dl class="facts">${block.rows.map(
        ({ label, value }) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`,
      )}</dl>`;
    case 'box':
      return drawBox(block);
    case 'table':
      return drawTable(block);
    case 'list':
      return markup`<ul>${block.items.map((item) => markup`<li>${item}</li>`)}</ul>`;
    case 'checklist':
      return markup`<ul>${block.items.map(
        ({ text, answer }) => markup`<li>${text}: <strong>${answers[answer]}</strong></li>`,
      )}</ul>`;
    case 'signature':
      return markup`<p>${block.label}: ${
        block.signed === undefined
          ? 'not signed'
          : `${block.signed.name}, ${block.signed.role}, ${block.signed.at}`
      }</p>`;
    case 'chart':
      // Drawn by us: every text in it was escaped there.
      return markup`<figure class="chart">${new Html(block.svg)}</figure>`;
    case 'page-break':
      return new Html('<hr style="break-after:page" />');
  }
}

const answers = { yes: 'yes', no: 'no', 'not-applicable': 'does not apply', unanswered: 'not answered' };

function heading(level: 1 | 2 | 3, text: string): Html {
  if (level === 1) return markup`<h1>${text}</h1>`;
  return level === 2 ? markup`<h2>${text}</h2>` : markup`<h3>${text}</h3>`;
}

function drawBox({ label, texts, note, missing }: Extract<Block, { kind: 'box' }>): Html {
  return markup`<div><p><strong>${label}</strong></p>${texts.map(
    ({ label: of, text }) =>
      markup`<blockquote>${of === undefined ? undefined : markup`<strong>${of}</strong> `}${text}</blockquote>`,
  )}${missing === true ? markup`<p>Not filled in</p>` : undefined}${
    note === undefined ? undefined : markup`<p class="small">${note}</p>`
  }</div>`;
}

function drawTable({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): Html {
  const name = (column: number) => (columns[column]?.align === 'right' ? 'number' : '');
  return markup`<div class="wide"><table>
    <caption>${caption}</caption>
    <thead><tr>${columns.map(({ label }, at) => markup`<th scope="col" class="${name(at)}">${label}</th>`)}</tr></thead>
    <tbody>${rows.map(
      (cells) =>
        markup`<tr>${cells.map((cell, at) =>
          at === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td class="${name(at)}">${cell}</td>`,
        )}</tr>`,
    )}</tbody>
  </table></div>`;
}
