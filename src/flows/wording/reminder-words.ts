import type { NoticeAbout } from '../../case/effect.ts';
import { toConsider } from '../../case/considering.ts';
import { nextRung } from '../../case/rungs.ts';
import { remindsTo } from '../../case/case-state.ts';
import { dateKindOf } from '../../case/date-kind.ts';
import type { OpenObligation } from '../../case/state.ts';
import { saySource } from '../../policy/explain.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { missingBefore } from '../../case/rules/escalation.ts';
import { roleOf, stageAfter, stageOf } from '../../policy/policy-lookup.ts';
import type { StageRule } from '../../policy/stage.ts';
import { sayDay } from '../../policy/say-date.ts';
import { isWorkingDay, nextWorkingDay } from '../../policy/working-days.ts';
import { isOwedAtOnce } from './at-once.ts';
import { dateNames, sayIsNoRule } from './date-words.ts';
import { sayDuty } from './duty-words.ts';
import type { EventWords } from './events/said.ts';
import { owes } from './owed.ts';
import { sayMoment, sayStage, wordsHere, type TellingOfCase } from './telling.ts';

type Reminder = Extract<NoticeAbout, { what: 'reminder' }>;

/** What a reminder says, by its kind and by what the date is: a limit, an aim, a target, or a review of ours. */
export function wordsOfReminder(
  about: Reminder,
  obligation: OpenObligation,
  telling: TellingOfCase,
): EventWords {
  const owed = sayDuty(obligation, owes(telling.reader.id, obligation), telling.rules.policy);
  const kind = dateKindOf(obligation, telling.state, telling.rules.policy);
  const begins = kind === 'limit' || kind === 'none' ? 'Due' : `The ${dateNames[kind]} is`;
  switch (about.kind) {
    case 'day-before':
      return {
        heading: `${begins} ${sayComing(obligation, begins === 'Due' ? 'on ' : '', telling)}: ${owed}`,
        says: [],
      };
    case 'on-the-day':
      return {
        heading: `${begins} today: ${owed}`,
        says: [],
        ...(obligation.lapses ? { next: nextStage(telling) } : {}),
      };
    case 'close-before':
      return { heading: `${begins} before the next working day: ${owed}`, says: [] };
    case 'target':
      return targetReached(obligation, owed, telling);
    case 'nudge':
      return { heading: `Still to do: ${owed}`, says: [], next: afterNudge(obligation, telling) };
  }
}

function targetReached(obligation: OpenObligation, owed: string, telling: TellingOfCase): EventWords {
  if (obligation.due === undefined) {
    return {
      heading: `The target has come: ${owed}`,
      says: ['The policy names a target for this and no limit.'],
      next: 'You are reminded each working morning until it is done.',
    };
  }
  const earlier = obligation.target === undefined ? 'its target' : sayMoment(obligation.target);
  return {
    heading: `The earlier of two dates has come: ${owed}`,
    says: [`The policy names two dates. The earlier one, ${earlier}, has come.`],
    ...(obligation.lapses
      ? {
          next: `You can take it to the next ${wordsHere(telling).stage} now, and must at the limit. ${nextStage(telling)}`,
        }
      : {}),
  };
}

function afterNudge({ lapses, due, target }: OpenObligation, telling: TellingOfCase): string {
  if (lapses) return nextStage(telling);
  return due === undefined && target === undefined
    ? 'You are reminded now and then until it is done.'
    : 'You are told each working morning until it is done.';
}

/**
 * How near a date is on a working morning before it. A board may have people reminded several days ahead: then the day
 * itself is named. A date may fall on a day off: then the next working day is too late.
 */
function sayComing(obligation: OpenObligation, on: string, { rules, now }: TellingOfCase): string {
  const to = remindsTo(obligation);
  const next = `${on}the next working day`;
  if (to === undefined) return next;
  const day = civilDateOf(new Date(to));
  if (day > nextWorkingDay(civilDateOf(now), rules.calendar, 'everyone')) return `${on}${sayDay(day)}`;
  return isWorkingDay(day, rules.calendar, 'everyone') ? next : 'before the next working day';
}

/** What is said when a limit or an aim has passed: a prompt to escalate where that lapses the stage; else that a limit is overdue. */
export function wordsOfPassedLimit(obligation: OpenObligation, telling: TellingOfCase): EventWords {
  const owed = sayDuty(obligation, owes(telling.reader.id, obligation), telling.rules.policy);
  const aim = dateKindOf(obligation, telling.state, telling.rules.policy) === 'aim';
  if (obligation.lapses) {
    return {
      heading: aim ? 'The aim has passed: take it further?' : 'The limit has passed: time to escalate',
      says: [
        aim
          ? 'The procedure hopes for an agreed outcome by then and sets no limit. Without one, both sides are asked to take it further.'
          : 'Without an agreed outcome this now counts as unresolved.',
        askedAgain(telling),
      ],
      next: nextStage(telling),
    };
  }
  if (obligation.duty === 'review') {
    return {
      heading: `A reminder: time to ${owed}`,
      says: [...sayIsNoRule(obligation, telling.rules.policy), askedAgain(telling)],
      next: nextStage(telling),
    };
  }
  if (isOwedAtOnce(obligation, telling.rules)) {
    return {
      heading: `Still to do, at once: ${owed}`,
      says: [askedAgain(telling)],
      next: 'Whoever owes it is told each working morning until it is done.',
    };
  }
  if (aim) {
    return {
      heading: `The aim has passed: ${owed}`,
      says: [askedAgain(telling)],
      next: 'It can still be done. Whoever is asked for it is reminded each working morning.',
    };
  }
  return {
    heading: `Overdue: ${owed}`,
    says: [askedAgain(telling)],
    next: 'It can still be done, and it stays on the record as late. Whoever owes it is told each working morning.',
  };
}

/** The board's own question of risk: a date that has passed is a reason to ask it again. */
function askedAgain({ rules }: TellingOfCase): string {
  return `${rules.policy.triage.risk.question} Think again, and report it at once if the answer is yes.`;
}

function nextStage(telling: TellingOfCase): string {
  const { state, rules, now } = telling;
  const next = stageAfter(rules.policy, state.stage);
  if (next === undefined) return `This is the last ${wordsHere(telling).stage}.`;
  return `If it is not settled, either side ${wayOn(next, state, rules, now)}. A person presses the button; nothing moves by itself.${formFirst(telling)}`;
}

/** One rung up the line first; then to the next stage, decided or through somebody where the policy has it so. */
function wayOn(
  next: StageRule,
  state: TellingOfCase['state'],
  rules: TellingOfCase['rules'],
  now: Date,
): string {
  const { rungs } = stageOf(rules.policy, state.stage);
  if (rungs !== undefined && nextRung(state, rules, now) !== undefined) {
    return `takes it one rung up the line (${saySource(rungs.source)})`;
  }
  const to = `${sayStage(next.id, rules)} (${saySource(next.source)})`;
  const question = toConsider(next, state);
  if (question !== undefined) return `considers whether to take it to ${to}: “${question.asks}”`;
  const [through] = next.through;
  if (through === undefined) return `takes it to ${to}`;
  return `takes it to ${to}, through the ${roleOf(rules.policy, through.role).label}`;
}

/** The form that the next stage waits for, where the reader's side has not filled in its part. */
export function formFirst({ reader, state, rules, now }: TellingOfCase): string {
  const missing = missingBefore({ by: reader.id, state, rules, at: now });
  if (missing === undefined) return '';
  const { form, boxes } = missing;
  const answers = boxes.length === 1 ? '1 answer is' : `${boxes.length} answers are`;
  return ` Before that, the form “${form.title}” has to be complete: ${answers} missing. Fill it in first; the limit does not wait for it.`;
}
