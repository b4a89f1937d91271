import { drawCodeQuestion, drawProblem } from '../../pages/code-question.ts';
import { markup, type Html } from '../../pages/markup.ts';
import { drawWhole } from './draw-page.ts';

/* The pages before somebody has proved who they are. They say nothing of any case. */

/** Where the link of an e-mail leads. Looking at it changes nothing, so a mail scanner may look as often as it likes. */
export function drawDoor(action: string): string {
  return drawWhole(
    'Something for you',
    markup`<h1>Concordat has something for you</h1>
      <p>
        Before you see it, show that the e-mail address is yours. Press the button, and a code of six figures
        is sent to the address that this link was sent to.
      </p>
      ${button(action, 'send-code', 'Send me a code')}`,
  );
}

/** The code was sent. */
export function drawCodeForm(action: string, minutes: number, problem?: string): string {
  const { summary, wrong } = drawProblem('code', 'Your code', problem);
  return drawWhole(
    problem === undefined ? 'Your code' : 'Problem: Your code',
    markup`${summary}
      <h1>Type the code from your e-mail</h1>
      <p>
        A code was sent to the address that this link was sent to. It is good for ${minutes} minutes. It may
        take a minute to come; look among unwanted e-mail too.
      </p>
      <form method="post" action="${action}" autocomplete="off">
        ${drawCodeQuestion(wrong)}
        <button type="submit" name="do" value="try-code" class="primary">Go on</button>
      </form>
      ${button(action, 'send-code', 'Send another code', 'usual')}`,
  );
}

/** The link is used, over, unknown or forged: which of these is not said. */
export function drawDeadLink(path: string, action: string | undefined, problem?: string): string {
  return drawWhole(
    'This link cannot be used',
    markup`<h1>This link cannot be used</h1>
      ${problem === undefined ? undefined : markup`<p><strong>${problem}</strong></p> `}
      <p>
        A link works once, and for a week. It stops working after too many wrong codes, and you are signed out
        half an hour after you last did something, or twelve hours after you signed in.
      </p>
      ${
        action === undefined
          ? markup`<p>
              Use the newest link that Concordat sent you, or
              <a href="${path}">get another with your e-mail address</a>.
            </p> `
          : markup`<p>If the link was yours, a new one can be sent to the same address.</p>
              ${button(action, 'new-link', 'Send me a new link')}`
      }
      <p>
        If that does not help, ask your board’s office. Its telephone number stands in each e-mail about a
        case.
      </p>`,
  );
}

/** The same whether one is sent or not: whose link is used up, by whomever, has another way. */
export function drawNewLinkSent(path: string): string {
  const title = 'If the link was yours, a new one is on its way';
  return drawWhole(
    title,
    markup`<h1>${title}</h1>
      <p>
        It goes to the address that the old one was sent to, and should be there within a few minutes. If it
        does not come, <a href="${path}">get another with your e-mail address</a>, or ask your board’s office.
      </p>`,
  );
}

export function drawSignedOut(path: string): string {
  const title = 'You are signed out';
  return drawWhole(
    title,
    markup`<h1>${title}</h1>
      <p>
        You can close this page. To come back, use the newest link that Concordat sent you, or
        <a href="${path}">get another with your e-mail address</a>.
      </p>`,
  );
}

/** Somebody’s browser says that the form was on a page of another site. */
export function drawSentElsewhere(path: string): string {
  const title = 'That was not sent from a page of Concordat';
  return drawWhole(
    title,
    markup`<h1>${title}</h1>
      <p>
        Your browser says that another site sent it, so nothing was done. If you pressed a button of
        Concordat, copy the link from your e-mail into the address line of your browser and press the button
        there, or <a href="${path}">get another link with your e-mail address</a>.
      </p>
      <p>If you did not, you need do nothing.</p>`,
  );
}

/** A page that says one thing. */
export function drawSimple(title: string, says: string): string {
  return drawWhole(
    title,
    markup`<h1>${title}</h1>
      <p>${says}</p>`,
  );
}

function button(action: string, does: string, label: string, look = 'primary'): Html {
  return markup`<form method="post" action="${action}" class="buttons">
    <button type="submit" name="do" value="${does}" class="${look}">${label}</button>
  </form> `;
}
