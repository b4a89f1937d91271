import type { Box } from '../../case/form.ts';
import type { RaisedCase } from '../../case/state.ts';
import { quote } from '../acts/quotes.ts';
import type { Block, Reply } from '../chat-message.ts';
import { answererOf, contentOf, labelOfBox, readFormPlace } from '../forms/content-of.ts';
import { formVersion, mayReadApart, mayReadForm, partOfAdult } from '../forms/form-version.ts';
import type { FormVersion } from '../forms/form-version.ts';
import { saySource, showPage, small, text } from '../page.ts';
import { sayMoment, sayPerson, upperFirst } from '../wording/telling.ts';
import { inPages } from './paged.ts';
import { openWords, notForYou, raisedReading, refusedPart } from './read-page.ts';
import type { RaisedReading, Reading } from './read-page.ts';

type Shown = FormVersion & { readonly page: number };

/**
 * One of the board's forms, as it stands now or as it stood at an entry of the record: every box with what is in it,
 * what is missing and whose it is, who signed. What people wrote is opened for this reader and the look is noted;
 * who the adult is opens by a press of its own.
 */
export async function readForm(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  const shown = raised === undefined ? undefined : shownForm(raised);
  if (raised === undefined || shown === undefined) return noForm(reading);
  if (!mayReadForm(raised, shown)) return notForYou(reading);
  const sealed = shown.boxes.map(contentOf).flatMap((one) => (one.kind === 'sealed' ? one.texts : []));
  const opened = await openWords(
    reading,
    sealed.map(({ words }) => words.id),
  );
  const parts = [heading(shown, raised), ...shown.boxes.map((box) => blocksOf(box, shown, raised, opened))];
  const pages = inPages(parts);
  const page = Math.min(shown.page, pages.length);
  const more = page < pages.length;
  const apart = shown.boxes.some((box) => contentOf(box).kind === 'apart') && mayReadApart(raised, shown);
  const on = (wanted: number) =>
    `${shown.form.id}${shown.entry === undefined ? '' : `@${shown.entry}`}.${wanted}`;
  const act = more
    ? { ...reading.act, on: on(page + 1) }
    : apart
      ? { ...reading.act, do: 'read-form-apart', on: on(1) }
      : reading.act;
  return {
    kind: 'form',
    form: {
      title: 'The board’s form',
      context: { act, step: 'read' },
      intro: [
        ...(pages.length < 2 ? [] : [small(`Page ${page} of ${pages.length}`)]),
        ...(pages[page - 1] ?? []),
      ],
      fields: [],
      ...(more ? { submit: 'Next page' } : apart ? { submit: 'Who the adult is' } : {}),
      close: 'Close',
    },
  };
}

/** What the form holds of who the adult is. Each look is noted. */
export async function readFormApart(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  const shown = raised === undefined ? undefined : shownForm(raised);
  if (raised === undefined || shown === undefined) return noForm(reading);
  if (!mayReadForm(raised, shown) || !mayReadApart(raised, shown)) {
    const says =
      'Only the agencies of this case, and the office that the form was sent to, can open this part.';
    return refusedPart(raised, 'The board’s form', [text(says)]);
  }
  const boxes = shown.boxes.flatMap((box) => {
    const content = contentOf(box);
    return content.kind === 'apart' ? [{ box, content }] : [];
  });
  const opened = await openWords(
    reading,
    boxes.map(({ content }) => content.words.id),
  );
  const facts = boxes.map(({ box, content: { words, part } }) => {
    const said = opened.get(words.id);
    const value = said === undefined ? undefined : part === undefined ? said : partOfAdult(said, part);
    return { label: labelOfBox(box, raised.known.rules), value: value ?? 'This is no longer kept.' };
  });
  return showPage(
    'The board’s form',
    [
      ...marking(raised),
      ...(facts.length === 0 ? [text('Nothing of this was given.')] : [{ kind: 'facts' as const, facts }]),
      small('That you opened this is recorded. Please do not copy it into chat.'),
    ],
    reading.act,
  );
}

function shownForm({ known, act }: RaisedReading): Shown | undefined {
  const place = readFormPlace(act.on, known.rules.policy);
  const version = place === undefined ? undefined : formVersion(place, known);
  return version === undefined ? undefined : { ...version, page: place?.page ?? 1 };
}

function heading({ form, state, entry, missing }: Shown, reading: RaisedReading): readonly Block[] {
  const last = state.entries.at(-1);
  const version =
    entry === undefined
      ? `As it stands now, up to entry ${last?.entry ?? 1} of the record.`
      : `As it stood at entry ${entry} of the record, ${last === undefined ? '' : sayMoment(last.at)}.`;
  const { policy } = reading.known.rules;
  return [
    ...marking(reading),
    { kind: 'heading', text: form.title },
    small(
      `${state.reference}. ${policy.name}. ${saySource(form)}. ${version} That you opened it is recorded.`,
    ),
    ...(missing.length === 0
      ? []
      : [text(`Still missing: ${missing.length} ${missing.length === 1 ? 'answer' : 'answers'}.`)]),
  ];
}

/** The protective marking of the board's document. */
function marking({ known }: RaisedReading): readonly Block[] {
  const { marking: mark } = known.rules.policy.document;
  return mark === undefined ? [] : [{ kind: 'text', text: { strong: mark } }];
}

function blocksOf(
  box: Box,
  { missing, state }: Shown,
  reading: RaisedReading,
  opened: ReadonlyMap<string, string>,
): readonly Block[] {
  const { rules } = reading.known;
  const label = labelOfBox(box, rules);
  const fact = (value: string): Block => ({ kind: 'facts', facts: [{ label, value }] });
  if (box.field.type === 'signature') return [fact(signature(box, missing, state, reading))];
  const content = contentOf(box);
  switch (content.kind) {
    case 'empty': {
      const who = answererOf(box, state, rules);
      return [fact(missing.includes(box.id) ? `Missing. ${who} answers this.` : 'Empty.')];
    }
    case 'plain':
      return [fact(content.text), ...writer(box, reading)];
    case 'apart':
      return [fact('Given, and kept apart.'), ...writer(box, reading)];
    case 'sealed':
      return [
        ...content.texts.map((one) =>
          quote(one.label === box.field.label ? label : `${label}: ${one.label}`, one.words, { opened }),
        ),
        ...writer(box, reading),
      ];
  }
}

function writer({ written }: Box, { known, person }: RaisedReading): readonly Block[] {
  if (written === undefined) return [small('From the record of the case.')];
  const who = upperFirst(sayPerson(written.by, { rules: known.rules, reader: person }));
  return [small(`${who}, ${sayMoment(written.at)}.`)];
}

function signature(
  box: Box,
  missing: readonly string[],
  state: RaisedCase,
  { known, person }: RaisedReading,
): string {
  const { rules } = known;
  const { signed } = box;
  if (signed === undefined) {
    return missing.includes(box.id) ? `Missing. ${answererOf(box, state, rules)} signs this.` : 'Not signed.';
  }
  const who = `${upperFirst(sayPerson(signed.by, { rules, reader: person }))}, ${sayMoment(signed.at)}.`;
  return signed.changedSince.length === 0
    ? `Signed: ${who}`
    : `Signed: ${who} Changed since then, and to be signed again.`;
}

function noForm({ act }: Reading): Reply {
  return showPage('The board’s form', [text('There is no such form in this case yet.')], act);
}
