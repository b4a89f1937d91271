import { mayReadSummary } from '../../case/access.ts';
import type { RaisedCase } from '../../case/state.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import type { Reply } from '../chat-message.ts';
import { showPage, small } from '../page.ts';
import { sayAgency, sayList, sayMoment, sayName, saySide, sayStage, upperFirst } from '../wording/telling.ts';
import { noteLook, notForYou, raisedReading } from './read-page.ts';
import type { ReadBy, Reading } from './read-page.ts';

/** Who, at which stage and what came of it: what a copy of the kind `summary` holds. Nothing that anybody wrote. */
export async function readSummary(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  const { person, known, now } = reading;
  if (raised === undefined || !mayReadSummary(person.id, raised.known.state, known.rules, now))
    return notForYou(reading);
  await noteLook(reading);
  return showPage(
    `Summary of ${known.state.reference}`,
    [
      { kind: 'facts', facts: summaryFacts(raised) },
      small('This is a summary. It holds nothing that anybody wrote. Each look is recorded.'),
    ],
    reading.act,
  );
}

/** Who, at which stage and what came of it. */
export function summaryFacts(read: ReadBy): readonly Fact[] {
  return [...whoAndWhere(read), ...whatCame(read)];
}

type Fact = { readonly label: string; readonly value: string };

function whoAndWhere({ known, person }: ReadBy): readonly Fact[] {
  const { state, rules } = known;
  const [raising, ...receiving] = state.sides.map(({ key }) => saySide(key, state, rules));
  const acting = [...new Set(state.actors.map(({ person: id }) => sayName(id, { rules, reader: person })))];
  return [
    { label: 'Raised by', value: `${raising ?? ''}, ${sayMoment(state.raised)}` },
    { label: 'With', value: sayList(receiving) },
    { label: 'Where', value: sayStage(state.stage, rules) },
    ...(acting.length === 0 ? [] : [{ label: 'Who acts', value: upperFirst(sayList(acting)) }]),
  ];
}

function whatCame({ known }: ReadBy): readonly Fact[] {
  const { state, rules } = known;
  const { output } = rules.policy.words;
  const steps = state.proposal?.outstanding.length ?? 0;
  return [
    { label: 'State', value: stateOf(state) },
    ...(state.resolution === undefined
      ? []
      : [
          {
            label: 'Agreed',
            value: `At ${stageOf(rules.policy, state.resolution.stage).label}, ${sayMoment(state.resolution.at)}${steps === 0 ? '' : `, with next steps: ${steps}`}`,
          },
        ]),
    ...state.recommendations.map(({ id, to, answer }) => ({
      label: `${upperFirst(output)} ${id}`,
      value: `To ${sayAgency(to, rules)}: ${answer === undefined ? 'not answered yet' : answers[answer.answer]}`,
    })),
  ];
}

const answers = {
  'acted-on': 'acted upon',
  'will-act': 'will be acted upon',
  'will-not-act': 'will not be acted upon',
  'cannot-yet': 'cannot be done yet',
};

const endings = {
  resolved: 'settled',
  forum: 'the last forum has spoken',
  withdrawn: 'withdrawn',
  closing: 'closed in another way',
};

function stateOf(state: RaisedCase): string {
  switch (state.status) {
    case 'open':
      return 'Open';
    case 'agreed':
      return 'Every side agrees';
    case 'answering':
      return 'The last forum has spoken';
    case 'closed':
      return `Closed on ${sayMoment(state.closedAt)}: ${endings[state.how]}`;
  }
}
