import type { Block, Message, Reply } from '../../flows/chat-message.ts';
import { visible, wordsIn } from '../../flows/plain-text.ts';
import { drawBack, drawForm } from './draw-form.ts';
import { drawBlocks, drawKey, type PageKey } from './draw-blocks.ts';
import { markup, type Html } from '../../pages/markup.ts';
import { wholePage } from '../../pages/whole-page.ts';

type Shown = Exclude<Reply, { kind: 'close' | 'nothing' | 'wait' }>;

/** The page that answers what somebody did, with the ways on that every page of theirs has. */
export function drawReply(reply: Shown, slashCommand: string, key: PageKey): string {
  const { title, main } = drawMain(reply, key);
  return drawWhole(title, main, drawWaysOn(slashCommand, key));
}

function drawMain(reply: Shown, key: PageKey): { readonly title: string; readonly main: Html } {
  switch (reply.kind) {
    case 'form':
      return { title: reply.form.title, main: drawForm(reply.form, {}, key) };
    case 'field-errors':
      return { title: `Problem: ${reply.form.title}`, main: drawForm(reply.form, reply.errors, key) };
    case 'home':
      return { title: 'Your cases', main: drawTitled('Your cases', reply.home.blocks, key) };
    case 'message':
      return drawMessage(reply.message, key);
    case 'say': {
      const { title, main } = drawMessage(reply.message, key);
      return { title, main: markup`${main}${drawBack('Back', key)}` };
    }
  }
}

function drawMessage({ summary, blocks }: Message, key: PageKey) {
  return { title: summary, main: drawTitled(summary, blocks, key) };
}

/** The title once, where what follows would begin with the same words. */
function drawTitled(title: string, blocks: readonly Block[], key: PageKey): Html {
  const [first, ...rest] = blocks;
  const isSaid =
    first !== undefined &&
    (first.kind === 'heading' || first.kind === 'text') &&
    wordsIn(first.text) === title;
  return markup`<h1>${visible(title)}</h1>
    ${drawBlocks(isSaid ? rest : blocks, key)}`;
}

const backToMail = markup`<button type="submit" name="do" value="back" class="usual">What the e-mail was about</button>`;

function drawWaysOn(slashCommand: string, key: PageKey): Html {
  return markup`<nav aria-label="Concordat">
    <form method="post" action="${key.action}" class="buttons">
      ${drawKey(key)}${key.of === '' ? undefined : backToMail}
      <button type="submit" name="do" value="home" class="usual">Your cases</button>
      <button type="submit" name="do" value="sign-out" class="usual">Sign out</button>
    </form>
    <form method="post" action="${key.action}" autocomplete="off">
      ${drawKey(key)}<label for="command">Type a command</label>
      <p class="hint" id="command-hint">
        ${slashCommand}, ${slashCommand} list, ${slashCommand} help, or the reference of a case.
      </p>
      <input type="text" id="command" name="text" maxlength="200" aria-describedby="command-hint" />
      <button type="submit" name="do" value="type" class="usual">Go</button>
    </form>
  </nav> `;
}

/** A whole page of ours, with what everybody must know at its foot. */
export function drawWhole(title: string, main: Html, waysOn?: Html): string {
  const foot = markup`<footer><p>If an adult is in danger now, ring 999.</p></footer>`;
  return wholePage(visible(title), main, markup`${waysOn}${foot}`);
}
