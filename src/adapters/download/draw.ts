import { drawCodeQuestion, drawProblem } from '../../pages/code-question.ts';
import { markup } from '../../pages/markup.ts';
import { wholePage } from '../../pages/whole-page.ts';

/* The pages of a link to a document. They say nothing of any case. */

const foot = markup`<footer><p>If an adult is in danger now, ring 999.</p></footer>`;

/** Asks for the code, and in which form the document is wanted. */
export function drawAsk(action: string, problem?: string): string {
  const title = 'Take your document';
  const { summary, wrong } = drawProblem('code', 'Your code', problem);
  return wholePage(
    problem === undefined ? title : `Problem: ${title}`,
    markup`${summary}
      <h1>${title}</h1>
      <p>
        Type the code that Concordat showed you when you pressed the button. The document is made now, for you
        alone, and this link works once.
      </p>
      <form method="post" action="${action}" autocomplete="off">
        ${drawCodeQuestion(wrong)}
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
