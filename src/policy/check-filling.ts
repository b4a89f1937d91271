import type { Policy } from './policy.ts';
import type { Finding, Path } from './problem.ts';
import type { FieldRule, FormField, FormRule } from './question.ts';

/** Whether a board's forms can be filled in, waited for and signed as the file says. */
export function checkFilling(policy: Policy): readonly Finding[] {
  return [
    ...policy.forms.flatMap((form, index) => checkForm(form, ['forms', index])),
    ...policy.stages.flatMap((stage, index) => checkWaiting(policy, stage, ['stages', index])),
    ...signedElsewhere(policy),
  ];
}

function checkForm({ fields }: FormRule, path: Path): readonly Finding[] {
  return fields.flatMap((field, index) => {
    const says = problemOf(field);
    return says === undefined ? [] : [{ path: [...path, 'fields', index], says }];
  });
}

function problemOf(field: FormField): string | undefined {
  const { prefill, part, type, restricted, of_stage: stage, per_agency: each, from } = field;
  if (type === 'signature' && prefill !== undefined)
    return 'A signature cannot be drafted. A person signs for themself: take "prefill" out.';
  if (prefill === 'adult' && !restricted)
    return 'Who the adult is has to be kept apart. Write "restricted: true" here.';
  if (prefill === 'adult' && type !== 'date' && part === undefined)
    return 'Say which part of who the adult is belongs here: "part: name", "born", "nhs-number" or "address".';
  if (part !== undefined && prefill !== undefined && !partsOf(prefill).includes(part))
    return `What "prefill: ${prefill}" brings has no part "${part}".`;
  if (prefill !== undefined && needStage.includes(prefill) && stage === undefined)
    return `"prefill: ${prefill}" has to say of which stage. Write "of_stage".`;
  if (each && from !== undefined)
    return 'With "per_agency" every agency answers its own box, so "from" says nothing here. Take it out.';
  return undefined;
}

const needStage: readonly string[] = ['people'];

function partsOf(prefill: string): readonly string[] {
  if (prefill === 'adult') return ['name', 'born', 'nhs-number', 'address'];
  return ['raiser', 'raising-manager', 'receiving-manager', 'people'].includes(prefill)
    ? ['name', 'role', 'agency']
    : [];
}

function checkWaiting({ forms }: Policy, stage: Policy['stages'][number], path: Path): readonly Finding[] {
  const needed = forms.find(({ id }) => id === stage.needs_form?.form);
  const at: Path = [...path, 'needs_form'];
  const duties = stage.obligations.flatMap(({ duty, form }, index): readonly Finding[] => {
    if ((duty === 'submit-form') === (form !== undefined)) return [];
    const says =
      duty === 'submit-form'
        ? 'Say which form is owed: write "form" with its id.'
        : 'Only the duty "submit-form" has a form.';
    return [{ path: [...path, 'obligations', index], says }];
  });
  if (needed === undefined) return duties;
  if (needed.optional)
    return [
      ...duties,
      { path: at, says: `The form "${needed.id}" is optional, so no stage can wait for it.` },
    ];
  if (needed.from_stage === stage.id) {
    const says = `The form "${needed.id}" is there from stage ${needed.from_stage} on. A stage can wait for it only if it comes later.`;
    return [...duties, { path: at, says }];
  }
  return duties;
}

/** Somebody signs a form of the board. A reply or an outcome is its author's by being sent, and needs no signature. */
function signedElsewhere(policy: Policy): readonly Finding[] {
  const places: readonly (readonly [Path, readonly FieldRule[]])[] = [
    [['raise', 'fields'], policy.raise.fields],
    [['response', 'fields'], policy.response.fields],
    [['discussion', 'fields'], policy.discussion.fields],
    [['outcome', 'fields'], policy.outcome.fields],
    [['learning', 'fields'], policy.learning?.fields ?? []],
    ...policy.stages.map(({ entry_fields: fields }, index): readonly [Path, readonly FieldRule[]] => [
      ['stages', index, 'entry_fields'],
      fields,
    ]),
  ];
  return places.flatMap(([path, fields]) =>
    fields.flatMap(({ type }, index): readonly Finding[] => {
      const says =
        'A signature can stand only in a form of the board (“forms”). What is sent here carries its author’s name and the time already.';
      return type === 'signature' ? [{ path: [...path, index], says }] : [];
    }),
  );
}
