import { hasConflict } from '../../case/access.ts';
import { capacityOf } from '../../case/capacity.ts';
import { sayDay } from '../../policy/say-date.ts';
import type { Block, Reply } from '../chat-message.ts';
import { showPage, small, text } from '../page.ts';
import { readAdultDetails } from '../raise/adult-details.ts';
import { sayPersonToRing } from '../say-contact.ts';
import { sayErased } from '../wording/erased-words.ts';
import { sayAgency } from '../wording/telling.ts';
import { noteLook, openWords, raisedReading, refusedPart } from './read-page.ts';
import type { RaisedReading, Reading } from './read-page.ts';

const title = 'Who the adult is';

/**
 * Who the adult is: for people of the sides, and for whoever was told of an immediate risk. The board's own people
 * know a case by its reference. Each look is noted, also one that finds that it was given by telephone.
 */
export async function whoIsTheAdult(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  if (raised === undefined)
    return showPage(
      title,
      [text('Nothing was raised here, so nobody has said who the adult is. Ring whoever reported the risk.')],
      reading.act,
    );
  if (reading.sight !== 'content' || !mayKnow(raised)) return notForYou(reading);
  const { adult } = raised.known.state;
  if (adult.given === 'by-telephone') {
    await noteLook(reading);
    return showPage(title, byTelephone(raised), reading.act);
  }
  const opened = (await openWords(reading, [adult.words.id])).get(adult.words.id);
  if (opened === undefined) {
    const { erased } = raised.known.state;
    const says = erased === undefined ? 'This is no longer kept.' : sayErased(erased);
    return showPage(title, [text(says)], reading.act);
  }
  return showPage(title, details(opened), reading.act);
}

/** Whether somebody may open who the adult is: the agencies of the case, and whoever was told of a risk; nobody with a conflict of interest. */
export function mayKnow({ person, known, now }: Pick<RaisedReading, 'person' | 'known' | 'now'>): boolean {
  const { state, rules } = known;
  if (hasConflict(person.id, state)) return false;
  const told = state.alerts.some(
    (alert) =>
      alert.reporter === person.id ||
      alert.told.some((one) => one.person === person.id && one.side !== 'board'),
  );
  const side = capacityOf(person.id, state, rules, now)?.side;
  return told || (side !== undefined && side !== 'board');
}

function details(opened: string): readonly Block[] {
  const { name, born, nhsNumber, address, more = [] } = readAdultDetails(opened);
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Name', value: name },
        { label: 'Date of birth', value: born === undefined ? 'Not given' : sayDay(born) },
        { label: 'NHS number', value: nhsNumber ?? 'Not given' },
        { label: 'Address', value: address ?? 'Not given' },
        ...more.map(({ label, said }) => ({ label, value: said })),
      ],
    },
    small(
      'That you opened this is recorded. Please do not copy it into chat: everywhere else the adult is the case’s reference.',
    ),
  ];
}

function byTelephone({ known }: RaisedReading): readonly Block[] {
  const { state, rules } = known;
  const raiser = rules.directory.people.get(state.raiser);
  return [
    text(
      'It was given, or is to be given, by telephone. If you do not know it yet, ring whoever raised this:',
    ),
    {
      kind: 'list',
      items: raiser === undefined ? [] : [sayPersonToRing(raiser, sayAgency(raiser.agency, rules))],
    },
  ];
}

function notForYou(reading: Reading): Promise<Reply> {
  const { reference } = reading.known.state;
  const says = `Only the agencies of this case can open who the adult is. Everybody else knows the case as ${reference}. If you need to know, ring one of them.`;
  return refusedPart(reading, title, [text(says)]);
}
