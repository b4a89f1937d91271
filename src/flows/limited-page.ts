import { isRaised } from '../case/case-state.ts';
import { maySee } from '../case/access.ts';
import { availableActs } from '../case/acts.ts';
import { onlyManages } from '../case/capacity.ts';
import type { RaisedCase } from '../case/state.ts';
import type { Person } from '../directory/directory.ts';
import { noteLook, noteRefused } from './access-notes.ts';
import { casePage } from './case-page.ts';
import type { Button, Message } from './chat-message.ts';
import { knownCase } from './rules-of-case.ts';
import type { KnownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { limitedButtons } from './wording/limited-notice.ts';
import { sayDayOf } from './wording/telling.ts';

/**
 * The page of a case for whoever asks, once it is noted that they look at it; `undefined` where there is no such case, or
 * none for them, and then it is noted that they asked.
 */
export async function openCasePage(
  services: Services,
  person: Person,
  caseId: string,
): Promise<Message | undefined> {
  const known = await knownCase(services, caseId);
  if (known === undefined) return undefined;
  const look = { caseId, person: person.id, act: { do: 'case-page' } };
  const shown = pageFor(person, known, services.clock.now());
  await (shown === undefined ? noteRefused : noteLook)(services, look);
  return shown;
}

/**
 * The page of a case for whoever asks: all of it for those who may read it; for somebody who may see a part alone
 * (a copy, reported outcomes, learning) its reference and what they can open; `undefined` for everybody else.
 */
function pageFor(reader: Person, known: KnownCase, now: Date): Message | undefined {
  const { state, rules, caseId } = known;
  const sight = maySee(reader.id, state, rules, now);
  if (sight === 'nothing') return undefined;
  if (sight === 'content' || !isRaised(state)) return casePage(reader, known, now);
  const heading = `${state.reference}: what you can read`;
  if (onlyManages(reader.id, state, rules, now)) return managersPage(reader, known, state, now);
  const buttons = limitedButtons({ reader, caseId, state, rules, now });
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      {
        kind: 'text',
        text:
          buttons.length === 0
            ? 'The policy has you told of this case by its reference, and of no more.'
            : 'You have no part in this case. You can read what is meant for you, and nothing else of it.',
      },
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }]),
      { kind: 'small', text: rules.policy.name },
    ],
  };
}

/** For the line manager of somebody in a case, before the procedure brings them in: that there is one, since when, and what they can do. */
function managersPage(reader: Person, { caseId, rules }: KnownCase, state: RaisedCase, now: Date): Message {
  const { reference, entries } = state;
  const buttons = [
    ...limitedButtons({ reader, caseId, state, rules, now }),
    ...(availableActs(reader.id, state, rules, now).some(({ type }) => type === 'hand-over')
      ? [handOverButton(caseId, reference)]
      : []),
  ];
  const opened = entries[0] === undefined ? '' : `, opened on ${sayDayOf(entries[0].at)}`;
  return {
    summary: `${reference}: a case of your staff`,
    blocks: [
      { kind: 'heading', text: `${reference}: a case of your staff` },
      {
        kind: 'text',
        text: `Somebody whose line manager you are has a part in ${reference}${opened}. The procedure has not brought you in yet, so you see no more of it. If they cannot go on, you can hand their part to a colleague.`,
      },
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }]),
      { kind: 'small', text: rules.policy.name },
    ],
  };
}

function handOverButton(caseId: string, reference: string): Button {
  return { label: 'Hand over', act: { do: 'hand-over', caseId }, spoken: `Hand over: case ${reference}` };
}
