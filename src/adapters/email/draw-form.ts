import type { Field, Form, Option } from '../../flows/chat-message.ts';
import { clean, visible } from '../../flows/plain-text.ts';
import { nameOf, writeForm } from './carry.ts';
import { drawBlocks, drawKey, type PageKey } from './draw-blocks.ts';
import { markup, type Html } from '../../pages/markup.ts';

type Errors = Readonly<Record<string, string>>;

/** Up to as many choices stand one below the other; more are a menu. */
const choicesShown = 10;
/** As much as the other platforms take for one answer. */
const longest = 3_000;

/** A form, or a page to read where it asks nothing. What is wrong stands at the top, with links, and at each question. */
export function drawForm(form: Form, errors: Errors, key: PageKey): Html {
  const asked = form.fields.filter((field) => !('options' in field) || field.options.length > 0);
  const submit = form.submit ?? (form.fields.length > 0 ? 'Continue' : undefined);
  const fields = form.fields.map((field, index) =>
    drawField(field, `question-${index + 1}`, errors[field.id]),
  );
  const sending =
    submit === undefined
      ? undefined
      : markup`<form method="post" action="${key.action}" autocomplete="off">
          ${drawKey(key)}<input type="hidden" name="form" value="${writeForm(form.context, asked)}" />
          ${fields}<button type="submit" name="do" value="send" class="primary" id="send">${submit}</button>
        </form> `;
  return markup`${drawProblems(form.fields, errors)}
    <h1>${visible(form.title)}</h1>
    ${drawBlocks(form.intro, key)}${sending}${drawBack(form.close ?? 'Close', key)}`;
}

/** The button that closes what stands there; nothing of what was typed is sent. */
export function drawBack(label: string, key: PageKey): Html {
  return markup`<form method="post" action="${key.action}" class="buttons">
    ${drawKey(key)}<button type="submit" name="do" value="back" class="usual" id="close">${label}</button>
  </form> `;
}

function drawProblems(fields: readonly Field[], errors: Errors): Html | undefined {
  const placeOf = (id: string) => fields.findIndex((field) => field.id === id);
  // What is about none of the questions comes first.
  const said = Object.entries(errors).sort(([one], [other]) => placeOf(one) - placeOf(other));
  if (said.length === 0) return undefined;
  const items = said.map(([id, error]) => {
    const at = placeOf(id);
    const field = fields[at];
    return field === undefined
      ? markup`<li>${error}</li> `
      : markup`<li><a href="#question-${at + 1}">${visible(field.label)}</a>: ${error}</li> `;
  });
  return markup`<div class="problems" role="alert" aria-labelledby="problems" tabindex="-1" autofocus>
    <h2 id="problems">There is a problem</h2>
    <ul>
      ${items}
    </ul>
  </div> `;
}

function drawField(field: Field, id: string, error: string | undefined): Html {
  if ('options' in field && field.options.length === 0)
    return markup`<div class="question">
      <p><strong>${field.label}</strong></p>
      <p>There is nothing to choose from.</p>
    </div> `;
  const label = markup`${visible(field.label)}${field.required ? undefined : markup` <span class="optional">(optional)</span>`}`;
  const parts = {
    hint:
      field.hint === undefined
        ? undefined
        : markup`<p class="hint" id="${id}-hint">${clean(field.hint)}</p> `,
    wrong:
      error === undefined
        ? undefined
        : markup`<p class="wrong" id="${id}-wrong"><strong>Problem:</strong> ${error}</p> `,
    described: [
      ...(field.hint === undefined ? [] : [`${id}-hint`]),
      ...(error === undefined ? [] : [`${id}-wrong`]),
    ].join(' '),
  };
  const isGroup = field.kind === 'many' || (field.kind === 'choice' && field.options.length <= choicesShown);
  if (isGroup)
    return markup`<fieldset class="question" ${describedBy(parts.described)}>
      <legend>${label}</legend>
      ${parts.hint}${parts.wrong}${field.options.map((option, index) => drawChoice(field, option, index === 0 ? id : `${id}-${index + 1}`))}
    </fieldset> `;
  return markup`<div class="question">
    <label for="${id}">${label}</label>
    ${parts.hint}${parts.wrong}${drawInput(field, id, describedBy(parts.described), error !== undefined)}
  </div> `;
}

function describedBy(ids: string): Html | undefined {
  return ids === '' ? undefined : markup`aria-describedby="${ids}"`;
}

function drawChoice(field: Extract<Field, { options: unknown }>, option: Option, id: string): Html {
  const { value = [] } = field;
  const isChosen = [value].flat().includes(option.id);
  const hint =
    option.hint === undefined
      ? undefined
      : markup`<span class="hint" id="${id}-more">${clean(option.hint)}</span>`;
  return markup`<div class="choice">
    <input
      type="${field.kind === 'many' ? 'checkbox' : 'radio'}"
      id="${id}"
      name="${nameOf(field.id)}"
      value="${option.id}"
      ${describedBy(hint === undefined ? '' : `${id}-more`)}${isChosen ? markup` checked` : undefined}
    /><label for="${id}">${visible(option.label)}</label>${hint}
  </div> `;
}

function drawInput(field: Field, id: string, described: Html | undefined, isWrong: boolean): Html {
  const common = markup`id="${id}" name="${nameOf(field.id)}"
  ${described}${isWrong ? markup` aria-invalid="true"` : undefined}`;
  switch (field.kind) {
    case 'text': {
      const max = Math.min(field.max ?? longest, longest);
      const value = clean(field.value ?? '');
      const example =
        field.placeholder === undefined ? undefined : markup` placeholder="${clean(field.placeholder)}"`;
      // A browser leaves out a line break that stands first.
      return field.long
        ? markup`<textarea ${common} rows="6" maxlength="${max}" ${example}>${'\n'}${value}</textarea> `
        : markup`<input type="text" ${common} maxlength="${max}" value="${value}" ${example} /> `;
    }
    case 'date':
      return markup`<input type="date" ${common} value="${field.value ?? ''}" /> `;
    case 'choice':
    case 'many': {
      const options = field.options.map((option) => {
        const words = option.hint === undefined ? option.label : `${option.label}: ${option.hint}`;
        const isChosen = option.id === field.value;
        return markup`<option value="${option.id}" ${isChosen ? markup` selected` : undefined}>
          ${visible(words)}
        </option> `;
      });
      return markup`<select ${common}>
        <option value="">Choose one</option>
        ${options}
      </select> `;
    }
  }
}
