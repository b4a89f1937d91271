import { markup } from '../../pages/markup.ts';
import { wholePage } from '../../pages/whole-page.ts';

/* The pages of a link to a document. They say nothing of any case. */

const foot = markup`<footer><p>If an adult is in danger now, ring 999.</p></footer>`;

/** Asks for the code, and in which form the document is wanted. */
export function drawAsk(action: string, problem?: string): string {
  const title = 'Take your document';
  return wholePage(
    problem === undefined ? title : `Problem: ${title}`,
    markup`${
      problem === undefined
        ? undefined
        : markup`<div class="problems" role="alert" aria-labelledby="problems" tabindex="-1" autofocus>
            <h2 id="problems">There is a problem</h2>
            <ul>
              <li><a href="#code">Your code</a>: ${problem}</li>
            </ul>
          </div> `
    }
      <h1>${title}</h1>
      <p>
        Type the code that Concordat showed you when you pressed the button. The document is made now, for you
        alone, and this link works once.
      </p>
      <form method="post" action="${action}" autocomplete="off">
        <div class="question">
          <label for="code">Your code</label>
          <p class="hint" id="code-hint">Six figures.</p>
          ${problem === undefined ? undefined : markup`<p class="wrong" id="code-wrong"><strong>Problem:</strong> ${problem}</p> `}<input
            type="text"
            class="code"
            id="code"
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength="20"
            aria-describedby="code-hint${problem === undefined ? '' : ' code-wrong'}"
          />
        </div>
        <button type="submit" name="format" value="pdf" class="primary">Take it as PDF</button>
        <button type="submit" name="format" value="docx" class="usual">Take it for Word</button>
      </form>
      <p>That it was made is recorded. Keep it as you keep the adult’s file, and not on a device that others use.</p>`,
    foot,
  );
}

/** A page that says one thing. */
export function drawSimple({ title, says }: { readonly title: string; readonly says: string }): string {
  return wholePage(
    title,
    markup`<h1>${title}</h1>
      <p>${says}</p>`,
    foot,
  );
}
