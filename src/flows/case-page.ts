import { isRaised } from '../case/case-state.ts';
import type { Person } from '../directory/directory.ts';
import type { Block, Message } from './chat-message.ts';
import type { KnownCase } from './rules-of-case.ts';
import { whomToRing } from './wording/alert-words.ts';
import { plural } from '../policy/board-words.ts';
import { erasedBlocks } from './wording/erased-words.ts';
import { buttonsOfAlert, buttonsOfCase } from './wording/buttons.ts';
import { sayEveryDrift } from './wording/drift-words.ts';
import { filingBlocks } from './wording/filing-words.ts';
import { dutyBlocks, owes } from './wording/owed.ts';
import {
  sayList,
  sayMoment,
  sayPerson,
  saySide,
  sayStage,
  upperFirst,
  wordsHere,
  type Telling,
  type TellingOfCase,
} from './wording/telling.ts';
import { whereabouts } from './wording/word-notice.ts';

/**
 * One case on one page, as a message or in the home view: where it stands, who acts, who owes what by when, and
 * everything that its reader can do now. Holds nothing that people wrote. Access is checked before.
 */
export function casePage(reader: Person, { caseId, state, rules }: KnownCase, now: Date): Message {
  const telling = { reader, caseId, state, rules, now };
  return isRaised(state) ? raisedPage({ ...telling, state }) : alertedPage(telling);
}

function raisedPage(telling: TellingOfCase): Message {
  const { state, reader } = telling;
  const open = state.obligations.filter(({ status }) => status === 'open');
  const mine = open.filter((one) => owes(reader.id, one));
  const others = open.filter((one) => !owes(reader.id, one));
  const settled = state.obligations.filter(({ status, stage }) => status === 'met' && stage === state.stage);
  return {
    summary: `${state.reference}: where it stands`,
    blocks: [
      { kind: 'heading', text: `${state.reference}: where it stands` },
      { kind: 'facts', facts: standing(telling) },
      ...erasedBlocks(state),
      ...titled('Yours to do', dutyBlocks(mine, telling)),
      ...titled('For others to do', dutyBlocks(others, telling)),
      ...titled(`Done at this ${wordsHere(telling).stage}`, dutyBlocks(settled, telling)),
      ...(state.status === 'closed' || state.filings.length > 0 ? filingBlocks(telling) : []),
      ...alertBlocks(telling),
      ...buttonsOfCase(telling),
      { kind: 'small', text: whereabouts(telling) },
    ],
  };
}

const statuses = {
  open: 'open',
  agreed: 'agreed, its confirmation is still to come',
  answering: 'the last forum has spoken, agencies still owe their answer',
  closed: 'closed',
} as const;

function standing(telling: TellingOfCase) {
  const { state, rules, reader } = telling;
  const { matter } = rules.policy.words;
  const acting = upperFirst(
    sayList(
      [...state.actors]
        .sort((one, other) => Number(other.person === reader.id) - Number(one.person === reader.id))
        .map(({ person, side }) => `${sayPerson(person, telling)}${side === 'board' ? ' (the board)' : ''}`),
    ),
  );
  const [raising, ...receiving] = state.sides.map(({ key }) => saySide(key, state, rules));
  const arose = state.concern.arose ?? state.concern.decisionReceived;
  const drift = sayEveryDrift(telling);
  return [
    { label: 'State', value: upperFirst(statuses[state.status]) },
    { label: 'Where', value: sayStage(state.stage, rules) },
    { label: 'Between', value: raising === undefined ? '' : `${raising} and ${sayList(receiving)}` },
    ...(acting === '' ? [] : [{ label: 'Who acts now', value: acting }]),
    ...(arose === undefined ? [] : [{ label: `When the ${matter} arose`, value: sayMoment(arose) }]),
    { label: 'Raised', value: sayMoment(state.raised) },
    ...(drift.length === 0
      ? []
      : [{ label: `Time lost between ${plural(wordsHere(telling).stage)}`, value: drift.join(' ') }]),
  ];
}

function alertBlocks(telling: TellingOfCase): readonly Block[] {
  const open = telling.state.alerts.filter(({ answered }) => answered === undefined);
  return open.flatMap((alert) => [
    {
      kind: 'text',
      text: { strong: 'An immediate risk was reported and nobody has answered yet. Ring now.' },
    } as const,
    whomToRing([alert.reporter, ...alert.told.map(({ person }) => person)], telling),
    { kind: 'buttons', buttons: buttonsOfAlert(alert, telling) } as const,
  ]);
}

function alertedPage(telling: Telling): Message {
  const { reference, alerts } = telling.state;
  return {
    summary: `${reference}: an immediate risk was reported`,
    blocks: [
      { kind: 'heading', text: `${reference}: an immediate risk was reported` },
      ...alerts.flatMap((alert): readonly Block[] => [
        {
          kind: 'text',
          text:
            alert.answered === undefined
              ? 'Nobody has said yet what is in place for the adult. Ring now.'
              : `${upperFirst(sayPerson(alert.answered.by, telling))} said on ${sayMoment(alert.answered.at)} what is in place for the adult.`,
        },
        whomToRing([alert.reporter, ...alert.told.map(({ person }) => person)], telling),
        ...buttonBlock(buttonsOfAlert(alert, telling)),
      ]),
    ],
  };
}

function buttonBlock(buttons: ReturnType<typeof buttonsOfAlert>): readonly Block[] {
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
}

function titled(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'text', text: { strong: title } }, ...blocks];
}
