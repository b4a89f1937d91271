import { civilDateOf } from '../policy/civil.ts';
import type { FormRule } from '../policy/question.ts';
import { addWorkingDays, closeOf, isWorkingDay } from '../policy/working-days.ts';
import { afterEvents, isRaised, openObligations, raisingProfessional } from './case-state.ts';
import type { CaseCommand } from './commands.ts';
import type { Decision, Rules } from './decision.ts';
import type { CaseEvent, FormSentOn, Obligation } from './events.ts';
import { fileOf, formsThere, isBegun, missingNow } from './form.ts';
import type { Answerer } from './form.ts';
import { ruleOf } from './limits.ts';
import { momentOf } from './moment.ts';
import { end, met, owedByActors, owedByBoard, reviewAt, set } from './obligations.ts';
import { officeRole } from './people.ts';
import { holdersOf } from './recipients.ts';
import type { CaseState, OpenObligation, RaisedCase } from './state.ts';

/*
 * What follows for the board's forms from whatever was decided: a duty is met once its boxes are filled in; what is
 * missing after a stage was entered or the case was closed is owed; and the form goes to its office.
 */

const form = 'form:';
const closing = 'form-closing:';

/** The decision with what it means for the board's forms. */
export function followForms(
  decision: Decision,
  { at, ...command }: Pick<CaseCommand, 'at'> & { readonly by?: string },
  state: CaseState,
  rules: Rules,
): Decision {
  if (decision.kind !== 'accepted' || decision.events.length === 0 || rules.policy.forms.length === 0)
    return decision;
  let events = decision.events;
  const now = (): RaisedCase | undefined => {
    const after = afterEvents(state, events, at);
    return isRaised(after) ? after : undefined;
  };
  const then = (what: (after: RaisedCase) => readonly CaseEvent[]): void => {
    const after = now();
    if (after !== undefined) events = [...events, ...what(after)];
  };
  then((after) => ended(decision.events, after));
  then((after) => owedBy(decision.events, after, rules, at));
  then((after) => metBy(after, rules, at, command.by));
  then((after) => sendings(decision.events, after, rules, at));
  return { ...decision, events };
}

/** Which form a duty is about; `undefined` for every other duty. */
export function formOfDuty(
  obligation: OpenObligation,
  { policy }: Pick<Rules, 'policy'>,
): FormRule | undefined {
  if (obligation.duty !== 'submit-form' && obligation.duty !== 'send-form') return undefined;
  const id = [form, closing].find((mark) => obligation.rule.startsWith(mark));
  const named = id === undefined ? ruleOf(obligation, policy)?.form : obligation.rule.slice(id.length);
  return policy.forms.find((one) => one.id === named);
}

/** What was asked for on closing is not owed in a case that is open again: it comes back with its next closing. */
function ended(events: readonly CaseEvent[], after: RaisedCase): readonly CaseEvent[] {
  if (!wrote(events, 'Reopened')) return [];
  return end(openObligations(after).filter(({ rule }) => rule.startsWith(closing)));
}

function owedBy(
  events: readonly CaseEvent[],
  after: RaisedCase,
  rules: Rules,
  at: Date,
): readonly CaseEvent[] {
  const closes = wrote(events, 'CaseClosed') || wrote(events, 'FormFilled');
  if (after.status === 'closed') {
    if (!closes || after.how === 'withdrawn') return [];
    const due = dueBy(closing, rules, at);
    return formsThere(after, rules)
      .filter((one) => isBegun(one, after, rules))
      .flatMap((one) => dutiesFor(one, closing, due, after, rules, at));
  }
  const asked = wrote(events, 'StageEntered') || wrote(events, 'FormFilled');
  if (!asked || after.status !== 'open') return [];
  return formsThere(after, rules)
    .filter((one) => isNeeded(one, after, rules))
    .flatMap((one) => dutiesFor(one, form, dueBy(form, rules, at), after, rules, at));
}

/** Whether a stage that was reached waits for the form. */
function isNeeded({ id }: FormRule, state: RaisedCase, { policy }: Rules): boolean {
  return policy.stages.some(
    (stage) => stage.needs_form?.form === id && state.stagesEntered[stage.id] !== undefined,
  );
}

/** One duty for each side with something missing, unless it owes this form already. */
function dutiesFor(
  rule: FormRule,
  mark: string,
  due: Date,
  after: RaisedCase,
  rules: Rules,
  at: Date,
): readonly CaseEvent[] {
  const by = [...new Set(missingNow(rule, after, rules).map((box) => box.by))];
  return by
    .filter((side) => !openObligations(after).some((one) => isOf(one, rule, side, rules)))
    .map((side) => set(dutyOf(rule, side, mark, due, after, rules, at)));
}

function isOf(one: OpenObligation, rule: FormRule, side: Answerer, rules: Rules): boolean {
  return (
    one.duty === 'submit-form' &&
    formOfDuty(one, rules)?.id === rule.id &&
    one.owedBy.some((owed) => owed.side === side)
  );
}

function dutyOf(
  { id, source }: FormRule,
  side: Answerer,
  mark: string,
  due: Date,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): Obligation {
  return {
    id: `${state.stage}.${mark}${id}.${side}`,
    stage: state.stage,
    rule: `${mark}${id}`,
    duty: 'submit-form',
    owedBy:
      side === 'board'
        ? [owedByBoard(officeRole(rules.policy) ?? '', rules, at)]
        : owedByActors(state, [side]),
    due: momentOf(due),
    source,
    lapses: false,
    added: true,
  };
}

function metBy(after: RaisedCase, rules: Rules, at: Date, by: string | undefined): readonly CaseEvent[] {
  return openObligations(after)
    .filter(({ duty }) => duty === 'submit-form')
    .filter((one) => {
      const rule = formOfDuty(one, rules);
      const sides = one.owedBy.map(({ side }) => side);
      return rule !== undefined && !missingNow(rule, after, rules).some((box) => sides.includes(box.by));
    })
    .map((one) => met(one, after, rules, at, one.owedBy.some(({ people }) => by !== undefined && people.includes(by)) ? by : undefined)); // prettier-ignore
}

/** Where a form goes now, and why. One that went with something missing goes again when it is complete. */
function sendings(
  events: readonly CaseEvent[],
  after: RaisedCase,
  rules: Rules,
  at: Date,
): readonly CaseEvent[] {
  return formsThere(after, rules).flatMap((rule) => {
    const on = sentOn(rule, events, after, rules);
    return on === undefined ? [] : sending(rule, on, after, rules, at);
  });
}

function sentOn(
  rule: FormRule,
  events: readonly CaseEvent[],
  after: RaisedCase,
  rules: Rules,
): FormSentOn | undefined {
  const { send } = rule;
  if (send === undefined) return undefined;
  const entered = events.find((event) => event.type === 'StageEntered');
  const begun = isBegun(rule, after, rules);
  // Coming to the stage from which a form is drafted is no step on from anything that was written in it.
  const before = entered !== undefined && wasThere(rule, after, rules);
  if (send.on.includes('closed') && wrote(events, 'CaseClosed') && begun) return 'closed';
  if (send.on.includes('resolved') && wrote(events, 'MatterResolved') && begun) return 'resolved';
  if (send.on.includes('escalated') && before && (!rule.optional || begun)) return 'escalated';
  if (send.on.includes('entered') && entered !== undefined && (!rule.optional || begun)) return 'entered';
  const last = fileOf(rule, after).sent.at(-1);
  return last?.complete === false && isComplete(rule, after, rules) ? 'completed' : undefined;
}

/** Whether the form was there before the case came to its stage. */
function wasThere(rule: FormRule, after: RaisedCase, rules: Rules): boolean {
  const { [after.stage]: _now, ...before } = after.stagesEntered;
  return formsThere({ ...after, stagesEntered: before }, rules).some(({ id }) => id === rule.id);
}

function isComplete(rule: FormRule, state: RaisedCase, rules: Rules): boolean {
  return missingNow(rule, state, rules).length === 0;
}

function sending(
  rule: FormRule,
  on: FormSentOn,
  after: RaisedCase,
  rules: Rules,
  at: Date,
): readonly CaseEvent[] {
  const { send } = rule;
  if (send === undefined) return [];
  const told = holdersOf(officeRole(rules.policy) ?? '', rules);
  const complete = isComplete(rule, after, rules);
  if (told.length > 0) return [{ type: 'FormSent', form: rule.id, to: send.to, on, told, complete }];
  const open = openObligations(after).some(
    (one) => one.duty === 'send-form' && one.rule === `${form}${rule.id}`,
  );
  if (open) return [];
  const task: Obligation = {
    id: `${after.stage}.send-form:${rule.id}.${after.entries.length}`,
    stage: after.stage,
    rule: `${form}${rule.id}`,
    duty: 'send-form',
    owedBy: [{ side: 'raising', role: 'professional', people: [raisingProfessional(after)] }],
    due: momentOf(dueBy(form, rules, at)),
    source: send.source,
    lapses: false,
    added: true,
  };
  return [set(task)];
}

/**
 * By when a form is to be sent off that was asked for at a moment; `undefined` for every other duty. It is counted again by
 * this when a holiday is announced late.
 *
 * @example
 * // Asked for on Thursday 11 June 2026 at 10:00, before that day was announced as a day off: Friday 12 June, 17:00
 */
export function formDueBy({ duty, rule }: OpenObligation, rules: Rules, asked: Date): Date | undefined {
  if (duty !== 'submit-form' && duty !== 'send-form') return undefined;
  const mark = [form, closing].find((one) => rule.startsWith(one));
  return mark === undefined ? undefined : dueBy(mark, rules, asked);
}

/** What a stage waits for is due on the day; what the end of a case asks for, by the board's own interval. */
function dueBy(mark: string, rules: Rules, asked: Date): Date {
  return mark === closing ? reviewAt(rules, asked) : sameWorkingDay(asked, rules);
}

/** The close of this working day; of the next one, after the close or on a day off (READINGS, "same working day"). */
function sameWorkingDay(at: Date, { calendar }: Rules): Date {
  const today = civilDateOf(at);
  const close = closeOf(today, calendar);
  if (isWorkingDay(today, calendar, 'everyone') && at <= close) return close;
  return closeOf(addWorkingDays(today, 1, calendar, 'everyone'), calendar);
}

function wrote(events: readonly CaseEvent[], type: CaseEvent['type']): boolean {
  return events.some((event) => event.type === type);
}
