import { obligationById, openObligations, remindsTo } from '../../case/case-state.ts';
import { dateKindOf } from '../../case/date-kind.ts';
import { dueContextOf, ruleOf } from '../../case/limits.ts';
import type { OpenObligation, RaisedCase } from '../../case/state.ts';
import type { Rules } from '../../case/decision.ts';
import { measured } from '../../policy/at-once.ts';
import { dueAt } from '../../policy/due-date.ts';
import type { Due } from '../../policy/due.ts';
import { explainDue } from '../../policy/explain.ts';
import type { ExplainedRule } from '../../policy/explain.ts';
import type { Policy } from '../../policy/policy.ts';
import { stageOf, whoseDays } from '../../policy/policy-lookup.ts';
import type { Block, Reply } from '../chat-message.ts';
import { showPage, text } from '../page.ts';
import { isOwedAtOnce } from '../wording/at-once.ts';
import { dateWords, sayIsNoRule } from '../wording/date-words.ts';
import { sayDuty } from '../wording/duty-words.ts';
import { owes } from '../wording/owed.ts';
import { sayList, sayMoment, sayPerson, upperFirst } from '../wording/telling.ts';
import { pagedForm } from './paged.ts';
import { noteLook, notForYou, raisedReading } from './read-page.ts';
import type { RaisedReading, Reading } from './read-page.ts';

/** Between the duty and the page that is wanted: `1.resolve 2`. */
const pageMark = ' ';

/**
 * "Why this date?": the days counted, weekends and holidays named, the paragraph, and how an unclear passage is read.
 * First the duty that was asked about, then every other date that its reader owes, soonest first, because a message
 * that shows several has one button for them all.
 */
export async function whyDate(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  if (raised === undefined || reading.sight !== 'content') return notForYou(reading);
  const { state } = raised.known;
  const [on, page = '1'] = reading.act.on?.split(pageMark) ?? [];
  const asked =
    on === undefined
      ? openObligations(state).find((one) => remindsTo(one) !== undefined)
      : obligationById(state, on);
  await noteLook(reading);
  if (asked === undefined)
    return showPage('Why this date?', [text('Nothing with this date is owed here now.')], reading.act);
  const others = otherDates(asked, raised).map((one) => blocksOf(one, raised));
  const act = { ...reading.act, on: page };
  const form = pagedForm('Why this date?', [blocksOf(asked, raised), ...others], act);
  const turned =
    form.submit === undefined
      ? reading.act
      : { ...reading.act, on: `${asked.id}${pageMark}${form.context.act.on ?? page}` };
  return { kind: 'form', form: { ...form, context: { ...form.context, act: turned } } };
}

function otherDates(asked: OpenObligation, { known, person }: RaisedReading): readonly OpenObligation[] {
  return openObligations(known.state)
    .filter((one) => one.id !== asked.id && remindsTo(one) !== undefined && owes(person.id, one))
    .sort((one, other) => (remindsTo(one) ?? '').localeCompare(remindsTo(other) ?? ''));
}

function blocksOf(obligation: OpenObligation, { known, now, person }: RaisedReading): readonly Block[] {
  const { state, rules } = known;
  const telling = { rules, now, reader: person };
  const who = sayList(obligation.owedBy.flatMap(({ people }) => people).map((id) => sayPerson(id, telling)));
  const { target, remindTo } = obligation;
  const words = dateWords(obligation, { state, rules, now });
  return [
    { kind: 'heading', text: upperFirst(sayDuty(obligation, owes(person.id, obligation), rules.policy)) },
    text(`Owed by ${who === '' ? 'nobody who is listed' : who}.`),
    ...(words === undefined
      ? [text('The policy sets no date for this. It is owed all the same.')]
      : [{ kind: 'text', text: [words[0], { strong: words[1] }, words[2]] } as const]),
    ...counted(obligation, state, rules),
    ...(isOwedAtOnce(obligation, rules)
      ? [
          text(
            'The policy says that it is owed at once. The end of the working day is a measure that Concordat added.',
          ),
        ]
      : []),
    ...moves(obligation, state),
    ...(remindTo === undefined
      ? []
      : [
          text(
            `The limit had passed before this stage began, so you are reminded towards ${sayMoment(remindTo)}. ${
              state.protectiveDates.some((one) => one.stage === obligation.stage && one.until === remindTo)
                ? 'Somebody set that date to protect the adult.'
                : 'That date was added by Concordat.'
            }`,
          ),
        ]),
    ...(target === undefined ? [] : targetBlocks(obligation, state, rules)),
  ];
}

function counted(obligation: OpenObligation, state: RaisedCase, rules: Rules): readonly Block[] {
  const found = ruleAndDue(obligation, rules);
  if (found === undefined || obligation.due === undefined) return addedDate(obligation, rules.policy);
  const { rule, due } = found;
  const context = contextFor(obligation, state, rules);
  const aim = dateKindOf(obligation, state, rules.policy) === 'aim';
  const lines = explainDue(rule, due, context, rules.policy, aim ? 'aim' : 'limit');
  const at = dueAt(due, context)?.at.toISOString();
  const differs =
    at === obligation.due
      ? []
      : [
          text(
            `Counted in this way it would be ${at === undefined ? 'without a date' : sayMoment(at)}. What counts is the date in the record, ${sayMoment(obligation.due)}.`,
          ),
        ];
  return [{ kind: 'list', items: lines }, ...differs];
}

/** The rule of the policy file, or the confirmation of the stage, by which the date was worked out. */
function ruleAndDue(
  obligation: OpenObligation,
  { policy }: Rules,
): { readonly rule: ExplainedRule; readonly due: Due } | undefined {
  const rule = ruleOf(obligation, policy);
  if (rule !== undefined) return rule.due === undefined ? undefined : { rule, due: measured(rule.due) };
  const { confirmation } = stageOf(policy, obligation.stage);
  if (obligation.duty !== 'confirm' || confirmation?.due === undefined) return undefined;
  return { rule: confirmation, due: confirmation.due };
}

function contextFor(obligation: OpenObligation, state: RaisedCase, rules: Rules) {
  const stage = stageOf(rules.policy, obligation.stage);
  const rule = ruleOf(obligation, rules.policy);
  const days = rule === undefined ? 'everyone' : whoseDays(rule);
  // The duty to escalate counts from a limit that may still be to come: its own day.
  const at = state.unresolved[state.stage] ?? obligation.due;
  const assumed = obligation.duty === 'escalate' && at !== undefined ? { unresolved: new Date(at) } : {};
  return dueContextOf(days, stage, state, rules, assumed);
}

function targetBlocks(obligation: OpenObligation, state: RaisedCase, rules: Rules): readonly Block[] {
  const target = ruleOf(obligation, rules.policy)?.target;
  if (target === undefined) return [];
  return [
    { kind: 'heading', text: obligation.due === undefined ? 'The target' : 'The earlier date' },
    text(
      obligation.due === undefined
        ? 'The policy names a target for this, and no limit.'
        : 'The policy also names an earlier date. Aim for it; only the later one is the limit.',
    ),
    {
      kind: 'list',
      items: explainDue(target, target.due, contextFor(obligation, state, rules), rules.policy, 'target'),
    },
  ];
}

function addedDate(obligation: OpenObligation, policy: Policy): readonly Block[] {
  const { due, duty, rule, added, source } = obligation;
  if (due === undefined) return [];
  if (duty === 'review') return sayIsNoRule(obligation, policy).map(text);
  const says =
    rule === 'information'
      ? 'Whoever asked for the information set this date.'
      : rule === 'step'
        ? 'It was agreed in the outcome: its day is the one that everybody agreed to.'
        : rule === 'protective-date'
          ? 'Somebody set this date to protect the adult.'
          : added
            ? 'The policy sets no date for this. Concordat added one, so that it is not forgotten.'
            : `It comes from ${source} of the policy.`;
  return [text(says)];
}

const because = {
  'protective-date': 'somebody set an earlier date to protect the adult',
  'concern-corrected': 'the date on which it arose was corrected',
  'late-holiday': 'a holiday was announced late',
  unresolved: 'it was declared unresolved earlier',
} as const;

/** Every date that it had before: nothing is moved in silence. */
function moves({ id }: OpenObligation, { entries }: RaisedCase): readonly Block[] {
  const items = entries.flatMap(({ at, event }) =>
    event.type === 'ObligationMoved' && event.obligation === id
      ? [
          `Moved on ${sayMoment(at)} from ${sayMoment(event.from)} to ${sayMoment(event.to)}: ${because[event.because]}.`,
        ]
      : [],
  );
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
