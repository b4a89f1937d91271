import type { NoticeAbout } from '../../case/effect.ts';
import { toConsider } from '../../case/considering.ts';
import { nextRung } from '../../case/rungs.ts';
import type { OpenObligation } from '../../case/state.ts';
import { saySource } from '../../policy/explain.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { missingBefore } from '../../case/rules/escalation.ts';
import { roleOf, stageAfter, stageOf } from '../../policy/policy-lookup.ts';
import type { StageRule } from '../../policy/stage.ts';
import { isWorkingDay } from '../../policy/working-days.ts';
import { kindOf, placeOf, sayOwed } from './duty-words.ts';
import { isOwedAtOnce } from './at-once.ts';
import type { EventWords } from './events/said.ts';
import { owes } from './owed.ts';
import { sayMoment, sayStage, type TellingOfCase } from './telling.ts';

type Reminder = Extract<NoticeAbout, { what: 'reminder' }>;

/** What a reminder says, by its kind. */
export function wordsOfReminder(
  about: Reminder,
  obligation: OpenObligation,
  telling: TellingOfCase,
): EventWords {
  const owed = sayOwed(
    kindOf(obligation),
    owes(telling.reader.id, obligation),
    placeOf(obligation, telling.rules),
  );
  const { due, target } = obligation;
  if (due === undefined && target !== undefined) return wordsOfAim(about, target, owed);
  switch (about.kind) {
    case 'day-before':
      return {
        heading: `Due ${onWorkingDay(obligation, telling) ? 'on' : 'before'} the next working day: ${owed}`,
        says: [],
      };
    case 'on-the-day':
      return {
        heading: `Due today: ${owed}`,
        says: [],
        ...(obligation.lapses ? { next: nextStage(telling) } : {}),
      };
    case 'close-before':
      return {
        heading: `Due before the next working day: ${owed}`,
        says: [],
      };
    case 'target':
      return {
        heading: `The earlier of two dates has come: ${owed}`,
        says: [
          `The policy names two dates. The earlier one, ${obligation.target === undefined ? 'its target' : sayMoment(obligation.target)}, has come.`,
        ],
        ...(obligation.lapses
          ? { next: `You can take it to the next stage now, and must at the limit. ${nextStage(telling)}` }
          : {}),
      };
    case 'nudge':
      return {
        heading: `Still to do: ${owed}`,
        says: [],
        ...(obligation.lapses
          ? { next: nextStage(telling) }
          : {
              next:
                obligation.due === undefined
                  ? 'You are reminded now and then until it is done.'
                  : 'You are told each working morning until it is done.',
            }),
      };
  }
}

/** A date that the policy aims at and that is no limit: nobody is told that they are late. */
function wordsOfAim({ kind }: Reminder, target: string, owed: string): EventWords {
  const aims = `The policy aims at ${sayMoment(target)} and sets no limit.`;
  switch (kind) {
    case 'day-before':
    case 'close-before':
      return { heading: `Aimed for by the next working day: ${owed}`, says: [aims] };
    case 'on-the-day':
      return { heading: `Aimed for today: ${owed}`, says: [aims] };
    case 'target':
    case 'nudge':
      return {
        heading: `Still to do: ${owed}`,
        says: [`The policy aimed at ${sayMoment(target)}, and sets no limit.`],
        next: 'You are told each working morning until it is done.',
      };
  }
}

/** A protective date may fall on a day off: then the next working day is too late. */
function onWorkingDay({ due }: OpenObligation, { rules }: TellingOfCase): boolean {
  return due === undefined || isWorkingDay(civilDateOf(new Date(due)), rules.calendar, 'everyone');
}

/** What is said when a limit has passed: a prompt to escalate where that lapses the stage, else that it is overdue. */
export function wordsOfPassedLimit(obligation: OpenObligation, telling: TellingOfCase): EventWords {
  const owed = sayOwed(
    kindOf(obligation),
    owes(telling.reader.id, obligation),
    placeOf(obligation, telling.rules),
  );
  if (obligation.lapses) {
    return {
      heading: 'The limit has passed: time to escalate',
      says: [
        'Without an agreed outcome this now counts as unresolved.',
        'Is the adult at immediate risk now? Think again, and say so if they are.',
      ],
      next: nextStage(telling),
    };
  }
  if (obligation.duty === 'review') {
    return {
      heading: `Time to ${owed}`,
      says: ['Is the adult at immediate risk now? Think again, and say so if they are.'],
      next: nextStage(telling),
    };
  }
  if (isOwedAtOnce(obligation, telling.rules)) {
    return {
      heading: `Still to do, at once: ${owed}`,
      says: ['Is the adult at immediate risk now? Think again, and say so if they are.'],
      next: 'Whoever owes it is told each working morning until it is done.',
    };
  }
  return {
    heading: `Overdue: ${owed}`,
    says: ['Is the adult at immediate risk now? Think again, and say so if they are.'],
    next: 'It can still be done, and it stays on the record as late. Whoever owes it is told each working morning.',
  };
}

function nextStage(telling: TellingOfCase): string {
  const { state, rules, now } = telling;
  const next = stageAfter(rules.policy, state.stage);
  if (next === undefined) return 'This is the last stage.';
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
