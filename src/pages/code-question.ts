import { markup, type Html } from './markup.ts';

/** What is wrong with the one question of a page: at its top, with a link, and at the question. */
export function drawProblem(id: string, label: string, problem: string | undefined) {
  if (problem === undefined) return { summary: undefined, wrong: undefined };
  return {
    summary: markup`<div class="problems" role="alert" aria-labelledby="problems" tabindex="-1" autofocus>
      <h2 id="problems">There is a problem</h2>
      <ul>
        <li><a href="#${id}">${label}</a>: ${problem}</li>
      </ul>
    </div> `,
    wrong: markup`<p class="wrong" id="${id}-wrong"><strong>Problem:</strong> ${problem}</p> `,
  };
}

/** Asks for a code of six figures, with what is wrong with the one that was typed. */
export function drawCodeQuestion(wrong: Html | undefined): Html {
  return markup`<div class="question">
    <label for="code">Your code</label>
    <p class="hint" id="code-hint">Six figures.</p>
    ${wrong}<input
      type="text"
      class="code"
      id="code"
      name="code"
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength="20"
      aria-describedby="code-hint${wrong === undefined ? '' : ' code-wrong'}"
    />
  </div>`;
}
