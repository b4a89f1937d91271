import type { AgencyId, PersonId } from '../directory/directory.ts';
import { stageAfter, stageOf } from '../policy/policy-lookup.ts';
import type { Policy } from '../policy/policy.ts';
import type { FormField, FormRule } from '../policy/question.ts';
import type { StageRule } from '../policy/stage.ts';
import { receivingSides } from './case-state.ts';
import type { FormAnswer } from './commands.ts';
import type { Rules } from './decision.ts';
import type { Moment, SideKey } from './events.ts';
import { draftOf } from './form-drafts.ts';
import type { Draft } from './form-drafts.ts';
import type { FormFile, RaisedCase } from './state.ts';

/** Whose it is to answer a box. */
export type Answerer = SideKey | 'board';

type Written = {
  readonly by: PersonId;
  readonly at: Moment;
  readonly entry: number;
  readonly answer: FormAnswer;
};
type Signed = {
  readonly by: PersonId;
  readonly at: Moment;
  /** Boxes that were answered anew since, so that it is asked for again. */
  readonly changedSince: readonly string[];
};

/** One box of a form: a field, once for each agency where each has its own. */
export type Box = {
  /** The field's id and, where each agency has its own, the agency: `summary:st-aldhelms`. */
  readonly id: string;
  readonly field: FormField;
  readonly by: Answerer;
  readonly agency?: AgencyId;
  readonly drafted?: Draft;
  /** The latest that a person wrote or chose; it counts before the draft. */
  readonly written?: Written;
  readonly signed?: Signed;
};

/**
 * A form as the case now fills it in: of each box what is drafted, what a person wrote or corrected, and who signed.
 * What is missing: `missingNow`.
 */
export function formOf(form: FormRule, state: RaisedCase, rules: Rules): readonly Box[] {
  const file = fileOf(form, state);
  return form.fields.flatMap((field) =>
    answerersOf(field, form, state).map(({ id, by, agency }): Box => {
      const drafted = draftOf(field, by, state, rules);
      const written = file.answers[id];
      const signed = signedIn(id, file);
      return {
        id,
        field,
        by,
        ...(agency === undefined ? {} : { agency }),
        ...(drafted === undefined ? {} : { drafted }),
        ...(written === undefined ? {} : { written }),
        ...(signed === undefined ? {} : { signed }),
      };
    }),
  );
}

export function fileOf({ id }: Pick<FormRule, 'id'>, state: RaisedCase): FormFile {
  return state.forms.find((one) => one.form === id) ?? { form: id, answers: {}, signatures: {}, sent: [] };
}

function signedIn(id: string, { answers, signatures }: FormFile): Signed | undefined {
  const signature = signatures[id];
  if (signature === undefined) return undefined;
  const changedSince = signature.covers.filter((box) => (answers[box]?.entry ?? 0) > signature.entry);
  return { by: signature.by, at: signature.at, changedSince };
}

function answerersOf(field: FormField, form: FormRule, state: RaisedCase) {
  const each = (sides: RaisedCase['sides']) =>
    sides.map(({ key, agency }) => ({ id: `${field.id}:${agency}`, by: key, agency }));
  if (field.per_agency) return each(state.sides);
  const from = field.from ?? form.by;
  if (from === 'receiving') return each(receivingSides(state));
  return [{ id: field.id, by: from, agency: undefined }];
}

/** Whether a box has something in it; a signature, that nothing which it covers was changed since. */
export function isGiven({ field, drafted, written, signed }: Box): boolean {
  if (field.type === 'signature') return signed?.changedSince.length === 0;
  return written !== undefined || drafted !== undefined;
}

/**
 * The boxes that have to be filled in by now and are not: those of the stage where the case stands and of the stages
 * before, and those that are due only once it is closed when it is.
 */
export function missingNow(form: FormRule, state: RaisedCase, rules: Rules): readonly Box[] {
  return missing(form, state, rules, 0);
}

/**
 * The boxes without which a stage cannot be entered. `state` is the case as it stands once it is entered. A signature
 * that is asked for from that stage on is not among them: only those who act there can give it.
 */
export function missingOnEntering(form: FormRule, state: RaisedCase, rules: Rules): readonly Box[] {
  return missing(form, state, rules, 1);
}

function missing(form: FormRule, state: RaisedCase, rules: Rules, laterToSign: 0 | 1): readonly Box[] {
  if (form.optional) return [];
  const here = orderOf(state.stage, rules.policy);
  return formOf(form, state, rules).filter((box) => {
    const { required, required_from: from, type } = box.field;
    if (!required || isGiven(box)) return false;
    if (from === 'closed') return state.status === 'closed';
    const since = orderOf(from ?? form.from_stage, rules.policy);
    return since + (type === 'signature' ? laterToSign : 0) <= here;
  });
}

/**
 * From when a box has to be filled in: now, which it is also for the next stage where that waits for the form; from a
 * later stage; or once the case is closed. `undefined` where it may stay empty.
 */
export function wantedFrom(
  { field }: Box,
  form: FormRule,
  { stage, status }: RaisedCase,
  { policy }: Pick<Rules, 'policy'>,
): 'now' | 'closed' | StageRule | undefined {
  const { required, required_from: from = form.from_stage } = field;
  if (!required || form.optional) return undefined;
  const closed = status === 'closed';
  if (from === 'closed') return closed ? 'now' : 'closed';
  const next = closed ? undefined : stageAfter(policy, stage);
  const nearest = next?.needs_form?.form === form.id ? next.id : stage;
  if (orderOf(from, policy) <= orderOf(nearest, policy)) return 'now';
  return closed ? undefined : stageOf(policy, from);
}

/** Whether a form is there at all by now: its stage was reached, or the case came past it. */
export function isThere(form: FormRule, state: RaisedCase, { policy }: Pick<Rules, 'policy'>): boolean {
  const first = orderOf(form.from_stage, policy);
  return policy.stages.some(({ id }, index) => index >= first && state.stagesEntered[id] !== undefined);
}

/** Whether a form has been begun: somebody wrote in it, or a stage that needs it was reached. */
export function isBegun(form: FormRule, state: RaisedCase, { policy }: Pick<Rules, 'policy'>): boolean {
  const needed = policy.stages.some(
    ({ id, needs_form }) => needs_form?.form === form.id && state.stagesEntered[id] !== undefined,
  );
  return needed || state.forms.some((one) => one.form === form.id);
}

/** The forms that are there by now, in the order of the policy file. */
export function formsThere(state: RaisedCase, rules: Pick<Rules, 'policy'>): readonly FormRule[] {
  return rules.policy.forms.filter((form) => isThere(form, state, rules));
}

/** The boxes that somebody who acts for a side can write in; a signature is given by an act of its own. */
export function boxesToFill(form: FormRule, by: Answerer, state: RaisedCase, rules: Rules): readonly Box[] {
  return formOf(form, state, rules).filter((box) => box.by === by && box.field.type !== 'signature');
}

/** The signatures that are asked for by now of whoever acts for a side, and not given or asked for again. */
export function boxesToSign(form: FormRule, by: Answerer, state: RaisedCase, rules: Rules): readonly Box[] {
  const here = orderOf(state.stage, rules.policy);
  return formOf(form, state, rules).filter((box) => {
    const { type, required_from: from } = box.field;
    if (type !== 'signature' || box.by !== by || isGiven(box)) return false;
    return from === 'closed'
      ? state.status === 'closed'
      : orderOf(from ?? form.from_stage, rules.policy) <= here;
  });
}

function orderOf(stage: string, { stages }: Pick<Policy, 'stages'>): number {
  return stages.findIndex(({ id }) => id === stage);
}
