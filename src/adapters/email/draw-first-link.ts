import { drawProblem } from '../../pages/code-question.ts';
import { drawSimple } from './draw-door.ts';
import { drawWhole } from './draw-page.ts';
import { markup } from '../../pages/markup.ts';

/* The pages for somebody who has no link. They say nothing of any case, and not who is in the directory. */

/** Asks for the address that a link goes to. What was typed is not shown again: it is an address of somebody. */
export function drawAskForm(action: string, problem?: string): string {
  const title = 'Get a link to your cases';
  const { summary, wrong } = drawProblem('address', 'Your e-mail address at work', problem);
  return drawWhole(
    problem === undefined ? title : `Problem: ${title}`,
    markup`${summary}
      <h1>${title}</h1>
      <p>
        Concordat takes disagreements between agencies about an adult at risk through the procedure of their
        Safeguarding Adults Board. If your agency is reached by e-mail, a link can be sent to you here. It
        opens your cases, and you can raise a disagreement there.
      </p>
      <p><strong>If an adult is in danger now, ring 999.</strong> Do not wait for an e-mail.</p>
      <form method="post" action="${action}">
        <div class="question">
          <label for="address">Your e-mail address at work</label>
          <p class="hint" id="address-hint">The one that your board’s office has of you.</p>
          ${wrong}<input
            type="text"
            id="address"
            name="address"
            inputmode="email"
            autocomplete="email"
            autocapitalize="none"
            spellcheck="false"
            maxlength="254"
            aria-describedby="address-hint${problem === undefined ? '' : ' address-wrong'}"
          />
        </div>
        <button type="submit" name="do" value="ask-link" class="primary">Send me a link</button>
      </form>`,
  );
}

/** The same whoever asked, and whether anything is sent. */
export function drawMayBeOnItsWay(): string {
  return drawSimple(
    'If that address is in a board’s directory, a link is on its way',
    'It should be there within a few minutes; look among unwanted e-mail too. If it does not come, ask your board’s office whether it has this address of you, and whether your agency is reached by e-mail. If an adult is in danger now, ring 999.',
  );
}
