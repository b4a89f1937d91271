import type { Block, Button, Text } from '../../flows/chat-message.ts';
import { clean, visible } from '../../flows/plain-text.ts';
import { writeAct } from './carry.ts';
import { markup, type Html } from '../../pages/markup.ts';

/** What every form of a page carries: where it goes, and what proves that it is of this session and this page. */
export type PageKey = {
  readonly action: string;
  readonly key: string;
  readonly page: string;
  /** The message that is shown again once what stands there is closed. */
  readonly of: string;
};

/** The elements of a page, in the order in which they are read. */
export function drawBlocks(blocks: readonly Block[], key: PageKey): readonly Html[] {
  return blocks.map((block) => drawBlock(block, key));
}

function drawBlock(block: Block, key: PageKey): Html {
  switch (block.kind) {
    case 'heading':
      return markup`<h2>${visible(block.text)}</h2> `;
    case 'text':
      return markup`<p>${drawText(block.text)}</p> `;
    case 'facts':
      return markup`<dl>${block.facts.map(({ label, value }) => drawFact(label, value))}</dl> `;
    case 'list':
      return markup`<ul>
        ${block.items.map((item) => markup`<li>${drawText(item)}</li> `)}
      </ul> `;
    case 'quote':
      return markup`<figure>
        <figcaption>${visible(block.label)}</figcaption>
        <blockquote>${lines(visible(block.words))}</blockquote>
      </figure> `;
    case 'small':
      return markup`<p class="small">${drawText(block.text)}</p> `;
    case 'link':
      return drawLink(block);
    case 'divider':
      return markup`<hr /> `;
    case 'buttons':
      return markup`<form method="post" action="${key.action}" class="buttons">
        ${drawKey(key)}${block.buttons.map(drawButton)}
      </form> `;
  }
}

/** With a code, one press takes it; a browser sends nothing of this page but that. */
function drawLink({ label, url, code }: Extract<Block, { kind: 'link' }>): Html {
  if (code === undefined) return markup`<p><a href="${url}">${label}</a></p> `;
  return markup`<form method="post" action="${url}" class="buttons">
    <input type="hidden" name="code" value="${code}" />
    <button type="submit" name="format" value="pdf" class="primary">${label} as PDF</button>
    <button type="submit" name="format" value="docx" class="usual">${label} for Word</button>
  </form> `;
}

export function drawKey({ key, page, of }: PageKey): Html {
  const hidden = Object.entries({ key, page, of });
  return markup`${hidden.map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`)}`;
}

/** Text with its strong parts; every other character is shown as it was typed. */
export function drawText(text: Text): Html {
  if (typeof text === 'string') return lines(clean(text));
  if ('strong' in text) return markup`<strong>${lines(clean(text.strong))}</strong>`;
  return markup`${text.map(drawText)}`;
}

function lines(text: string): Html {
  return markup`${text.split('\n').map((line, index) => (index === 0 ? markup`${line}` : markup`<br />${line}`))}`;
}

function drawFact(label: string, value: Text): Html {
  return markup`<div>
    <dt>${visible(label)}</dt>
    <dd>${drawText(value)}</dd>
  </div> `;
}

/** What asks before it is done opens what it asks; nothing is done until the button in it is pressed. */
function drawButton(button: Button): Html {
  const { label, act, style, spoken, confirm } = button;
  if (confirm === undefined) return pressed(label, act, style, spoken);
  return markup`<details>
    <summary>${label}</summary>
    <div class="asks">
      <p><strong>${confirm.title}</strong></p>
      <p>${confirm.text}</p>
      ${pressed(confirm.yes, act, style, undefined)}
      <p class="small">${confirm.no}: leave it as it is.</p>
    </div>
  </details> `;
}

function pressed(
  label: string,
  act: Button['act'],
  style: Button['style'],
  spoken: string | undefined,
): Html {
  // What is read aloud begins with what is seen, so that it can be asked for by voice.
  const aloud =
    spoken !== undefined && spoken !== label && spoken.startsWith(label)
      ? markup`<span class="aloud">${spoken.slice(label.length)}</span>`
      : undefined;
  return markup`<button type="submit" name="press" value="${writeAct(act)}" class="${style ?? 'usual'}">
    ${label}${aloud}
  </button> `;
}
