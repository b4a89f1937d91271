import { openObligations, runsTo } from '../../case/case-state.ts';
import { actorsAt, boardActor } from '../../case/people.ts';
import { dateKindOf } from '../../case/date-kind.ts';
import { dateOf } from '../../case/limits.ts';
import { toConsider } from '../../case/considering.ts';
import { missingBefore } from '../../case/rules/escalation.ts';
import type { MissingForm } from '../../case/rules/forms.ts';
import { stageAfter, whoseDays } from '../../policy/policy-lookup.ts';
import type { StageRule } from '../../policy/stage.ts';
import type { Block, Text } from '../chat-message.ts';
import type { CaseContext, CaseConversation, Questions } from '../conversation.ts';
import { labelOfBox } from '../forms/content-of.ts';
import { saySource } from '../page.ts';
import { sayOrigin } from '../wording/origin-words.ts';
import { dateNames } from '../wording/date-words.ts';
import { wordsOfDuty } from '../wording/duty-words.ts';
import { sayDue, sayList, sayPerson, saySide, sayStage, upperFirst } from '../wording/telling.ts';
import { commanded, guidanceAt, hasErrors, smallBlock, textBlock, wrong } from './fields.ts';
import { answeredToGoOn, fieldsToGoOn, throughWhom } from './going-on.ts';
import { toFillForm } from './fill-form.ts';
import { turnOf } from './turn-of.ts';

/** To the next stage: to whom it goes by name, under which paragraph, and the dates that follow. */
export const escalate: CaseConversation = {
  does: 'escalate',
  title: 'Take it further',
  submit: 'Take it further',
  writes: ['StageEntered', 'Considered', 'CarryingAsked'],
  risk: 'and-done',
  ask: (context) => {
    const { rules, state } = context;
    const next = stageAfter(rules.policy, state.stage);
    const missing = missingBefore(turnOf(context));
    // Whether to go on at all is decided first; the form is for going on.
    if (next !== undefined && missing !== undefined && toConsider(next, state) === undefined)
      return formFirst(missing, next, context);
    return next === undefined
      ? { intro: [], fields: [] }
      : {
          intro: [
            ...throughWhom(next, context),
            ...whereTo(next, context),
            ...guidanceAt(rules.policy, 'escalate'),
          ],
          fields: fieldsToGoOn(next, context),
        };
  },
  command: (context, answers, head, seal) => {
    const next = stageAfter(context.rules.policy, context.state.stage);
    const to = context.act.on ?? next?.id;
    if (to === undefined || next === undefined) return wrong({});
    const errors: Record<string, string> = {};
    const said = answeredToGoOn(next, context, answers, seal, errors);
    return hasErrors(errors) ? wrong(errors) : commanded({ type: 'escalate', ...head, to, ...said });
  },
};

/** The next stage waits for a form of the board: what is missing, and the way to it. */
function formFirst(missing: MissingForm, next: StageRule, context: CaseContext): Questions {
  const { form, boxes } = missing;
  const toSign = boxes.every(({ field }) => field.type === 'signature');
  const onTo = toFillForm(form, context);
  return {
    intro: [
      textBlock(
        `Before this goes to ${sayStage(next.id, context.rules)}, the form “${form.title}” has to be complete${next.needs_form === undefined ? '' : ` (${saySource(next.needs_form)})`}. Still missing:`,
      ),
      { kind: 'list', items: boxes.map((box) => labelOfBox(box, context.rules)) },
      textBlock(
        'Fill it in, then take it further. The limit runs on meanwhile. If the adult is at immediate risk, do not wait for a form: press “Immediate risk now”.',
      ),
    ],
    fields: [],
    toRead: true,
    onTo: toSign ? { label: 'Sign the form', act: { ...onTo.act, do: 'sign-form' } } : onTo,
  };
}

/** Where a case would go: who acts there, and the dates that follow if it goes now. */
export function whereTo(next: StageRule, context: CaseContext): readonly Block[] {
  const dates = datesThatFollow(next, context);
  return [
    textBlock(`This goes to ${sayStage(next.id, context.rules)}.`),
    ...whoActs(next, context),
    ...(next.set_words === undefined
      ? []
      : [{ kind: 'quote' as const, label: 'What a formal message there says', words: next.set_words }]),
    ...(dates.length === 0
      ? []
      : [
          textBlock('If you take it there now, these dates follow:'),
          { kind: 'list' as const, items: dates },
        ]),
    ...beforeThen(context),
    smallBlock(saySource(next)),
  ];
}

/** Who would act there now, on each side; at the last forum, who passes it on and who heads it. */
function whoActs(next: StageRule, { state, rules, person, now }: CaseContext): readonly Block[] {
  const telling = { rules, reader: person };
  if (next.forum !== undefined) {
    const { gateway, head } = next.forum;
    const office = gateway === undefined ? undefined : boardActor(gateway.role, rules, now);
    const heads = boardActor(head, rules, now);
    const passes =
      office === undefined ? '' : `${upperFirst(sayPerson(office.person, telling))} passes it on to `;
    const who =
      heads === undefined
        ? 'whoever heads the forum; nobody is listed for that yet'
        : sayPerson(heads.person, telling);
    return [textBlock(`${passes === '' ? 'It goes to ' : passes}${who}.`), textBlock(next.forum.says)];
  }
  const { actors, vacancies } = actorsAt(next, state.sides, state.actors, rules, now);
  const lines = state.sides.map(({ key }) => {
    const people = actors.filter(({ side }) => side === key).map((one) => sayPerson(one.person, telling));
    const vacant = vacancies.some(({ side }) => side === key)
      ? ` (nobody is listed for this ${rules.policy.words.stage.toLowerCase()}, so they carry on)`
      : '';
    return `${saySide(key, state, rules)}: ${sayList(people)}${vacant}`;
  });
  return [textBlock('Who acts there:'), { kind: 'list', items: lines }];
}

function datesThatFollow(next: StageRule, context: CaseContext): readonly Text[] {
  const { state, rules, now } = context;
  const begins = { entered: now, 'forum-told': undefined };
  return next.obligations
    .filter(({ duty, due }) => duty !== 'escalate' && due !== undefined)
    .flatMap((rule): readonly Text[] => {
      const owed = upperFirst(wordsOfDuty(rule.duty, { stage: next.id, policy: rules.policy }).owed);
      const origin = rule.added === true ? sayOrigin(rule) : `${saySource(rule)}.`;
      const at =
        rule.due === undefined
          ? undefined
          : dateOf(rule.due, whoseDays(rule), next, state, rules, begins)?.at;
      if (at === undefined) return [`${owed}: the date follows later. ${origin}`];
      return [
        [
          `${owed}: ${rule.strict === 'aim' ? 'the aim is' : 'by'} `,
          { strong: sayDue(at.toISOString(), { rules, now }) },
          `. ${origin}`,
        ],
      ];
    });
}

/** Going on early is allowed; people see how much time there still was. */
function beforeThen({ state, rules, now }: CaseContext): readonly Block[] {
  const [limit] = openObligations(state)
    .filter(({ lapses, stage }) => lapses && stage === state.stage)
    .flatMap((one) => {
      const at = runsTo(one);
      return at === undefined ? [] : [{ at, name: dateNames[dateKindOf(one, state, rules.policy)] }];
    })
    .sort((one, other) => one.at.localeCompare(other.at));
  if (limit === undefined || new Date(limit.at) <= now) return [];
  return [
    smallBlock(`The ${limit.name} here is ${sayDue(limit.at, { rules, now })}. You need not wait for it.`),
  ];
}
