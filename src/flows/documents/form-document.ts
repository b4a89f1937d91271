import type { Box } from '../../case/form.ts';
import { chosenIn, contentOf, answererOf, labelOfBox } from '../forms/content-of.ts';
import type { BoxContent } from '../forms/content-of.ts';
import { partOfAdult } from '../forms/form-version.ts';
import type { FormVersion } from '../forms/form-version.ts';
import { saySource } from '../page.ts';
import { wordsIn } from '../plain-text.ts';
import { contactLines } from '../say-contact.ts';
import { sayMoment, sayName, sayPerson, upperFirst } from '../wording/telling.ts';
import type { Block, Document, Fact } from './document.ts';
import { around, gone, roleOf, telling } from './making.ts';
import type { Making } from './making.ts';

/** `apart`: whether who the adult is stands in it, as it does where the policy sends it with the form. */
export type FormMaking = Making & { readonly version: FormVersion; readonly apart: boolean };

/** The ids of everything that people wrote which the document shows. */
export function wordsOfForm({ boxes }: FormVersion, apart: boolean): readonly string[] {
  return boxes.map(contentOf).flatMap((content) => {
    if (content.kind === 'sealed') return content.texts.map(({ words }) => words.id);
    return content.kind === 'apart' && apart ? [content.words.id] : [];
  });
}

/** One of the board's forms, filled in: every box of the policy file in its order, with what is missing said as missing. */
export function formDocument(making: FormMaking): Document {
  const { version, known } = making;
  return {
    title: version.form.title,
    ...around(making),
    blocks: [
      { kind: 'facts', rows: aboutIt(making) },
      ...stillMissing(making),
      ...joined(version.boxes.flatMap((box) => blockOf(box, making))),
      ...whereTo(making),
      {
        kind: 'text',
        as: 'note',
        text: `${saySource(version.form)}. Boxes with nobody’s name below them were filled in from the record of ${known.state.reference}.`,
      },
    ],
  };
}

function aboutIt({ version, known }: FormMaking): readonly Fact[] {
  const { state, entry } = version;
  const { document } = known.rules.policy;
  const last = state.entries.at(-1);
  const stands =
    entry === undefined
      ? `Up to entry ${last?.entry ?? 1} of the record`
      : `At entry ${entry} of the record, ${last === undefined ? '' : sayMoment(last.at)}`;
  return [
    { label: 'Reference', value: state.reference },
    {
      label: 'Procedure',
      value: [document.title, document.edition].filter((one) => one !== undefined).join(', '),
    },
    { label: entry === undefined ? 'As it stands' : 'As it stood', value: stands },
  ];
}

function stillMissing({ version, known }: FormMaking): readonly Block[] {
  const { missing, boxes } = version;
  if (missing.length === 0) return [];
  const labels = boxes.filter(({ id }) => missing.includes(id)).map((box) => labelOfBox(box, known.rules));
  return [
    {
      kind: 'text',
      text: `This form is not complete. Still missing: ${missing.length} ${missing.length === 1 ? 'answer' : 'answers'}.`,
    },
    { kind: 'list', items: labels },
  ];
}

function blockOf(box: Box, making: FormMaking): readonly Block[] {
  const { type } = box.field;
  const label = labelOfBox(box, making.known.rules);
  const missing = making.version.missing.includes(box.id);
  if (type === 'signature') return [signatureOf(box, label, missing, making)];
  if (type === 'yes-no' || type === 'yes-no-na')
    return [{ kind: 'checklist', items: [tick(box, label, missing)] }];
  const note = writerOf(box, making);
  const texts = textsIn(contentOf(box), label, making);
  if (isLong(box)) {
    return [
      {
        kind: 'box',
        label,
        texts: texts.length > 0 ? texts : [{ text: emptyBox(box, missing, making) }],
        ...(note === undefined ? {} : { note }),
        ...(missing ? { missing } : {}),
      },
    ];
  }
  const value = texts.map(({ text }) => text).join('\n');
  const row = {
    label,
    value: value === '' ? emptyBox(box, missing, making) : value,
    ...(note === undefined ? {} : { note }),
    ...(missing ? { missing } : {}),
  };
  return [{ kind: 'facts', rows: [row] }];
}

/** Whether an answer needs the width of the page. */
function isLong({ field }: Box): boolean {
  return field.type === 'long-text' && !field.restricted && field.prefill !== 'copies';
}

function textsIn(
  content: BoxContent,
  label: string,
  { opened, apart }: FormMaking,
): readonly { readonly label?: string; readonly text: string }[] {
  switch (content.kind) {
    case 'empty':
      return [];
    case 'plain':
      return [{ text: content.text }];
    case 'sealed':
      return content.texts.map((one) => ({
        ...(label.startsWith(one.label) ? {} : { label: one.label }),
        text: opened.get(one.words.id) ?? gone,
      }));
    case 'apart': {
      if (!apart) return [{ text: 'Given, and kept apart. It is not in this copy.' }];
      const said = opened.get(content.words.id);
      if (said === undefined) return [{ text: gone }];
      return [{ text: content.part === undefined ? said : partOfAdult(said, content.part) }];
    }
  }
}

function emptyBox(box: Box, missing: boolean, { version, known }: FormMaking): string {
  return missing ? `Missing. ${answererOf(box, version.state, known.rules)} answers this.` : 'Not filled in.';
}

function writerOf({ written }: Box, making: FormMaking): string | undefined {
  if (written === undefined) return undefined;
  return `${upperFirst(sayPerson(written.by, telling(making)))}, ${sayMoment(written.at)}`;
}

const answers = { yes: 'yes', no: 'no', na: 'not-applicable' } as const;

function tick(box: Box, text: string, missing: boolean) {
  const [chosen] = chosenIn(box);
  const answer =
    chosen === 'yes' || chosen === 'no' || chosen === 'na' ? answers[chosen] : ('unanswered' as const);
  return { text, answer, ...(missing ? { missing } : {}) };
}

function signatureOf(box: Box, label: string, missing: boolean, making: FormMaking): Block {
  const { version, known } = making;
  const { signed } = box;
  const who = answererOf(box, version.state, known.rules);
  if (signed === undefined) {
    const note = missing ? `Missing. ${who} signs this.` : 'Not signed.';
    return { kind: 'signature', label, note, ...(missing ? { missing } : {}) };
  }
  return {
    kind: 'signature',
    label,
    signed: {
      name: sayName(signed.by, telling(making)),
      role: roleOf(signed.by, known.rules),
      at: sayMoment(signed.at),
    },
    ...(signed.changedSince.length === 0 ? {} : { note: 'Changed since then, and to be signed again.' }),
    ...(missing ? { missing } : {}),
  };
}

/** Where the policy sends the form. */
function whereTo({ version, known }: FormMaking): readonly Block[] {
  const { send } = version.form;
  if (send === undefined) return [];
  const lines = contactLines(known.rules, send.to).map(wordsIn);
  return [{ kind: 'facts', rows: [{ label: 'This form goes to', value: lines.join('\n') }] }];
}

/** Short answers that follow each other are one table, and so are the questions of a checklist. */
function joined(blocks: readonly Block[]): readonly Block[] {
  return blocks.reduce<Block[]>((before, block) => {
    const last = before.at(-1);
    if (last?.kind === 'facts' && block.kind === 'facts')
      return [...before.slice(0, -1), { kind: 'facts', rows: [...last.rows, ...block.rows] }];
    if (last?.kind === 'checklist' && block.kind === 'checklist')
      return [...before.slice(0, -1), { kind: 'checklist', items: [...last.items, ...block.items] }];
    return [...before, block];
  }, []);
}
