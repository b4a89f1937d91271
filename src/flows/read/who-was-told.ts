import { sayDate } from '../../policy/say-date.ts';
import type { Block, Reply } from '../chat-message.ts';
import { small, text } from '../page.ts';
import { sayAbout, sayBecame, sayMailbox, toldOf } from '../told.ts';
import { sayPerson, upperFirst } from '../wording/telling.ts';
import { pagedForm } from './paged.ts';
import { noteLook, notForYou } from './read-page.ts';
import type { Reading } from './read-page.ts';

/** Who was told what, when, and whether it arrived, the last first: for the people of the case. It holds nothing that anybody wrote. */
export async function whoWasTold(reading: Reading): Promise<Reply> {
  if (reading.sight !== 'content') return notForYou(reading);
  await noteLook(reading);
  const { services, known, person, now, act } = reading;
  const told = await toldOf(services, known.caseId);
  const lines = told.toReversed().map((one): readonly Block[] => {
    const { rules } = known;
    const who = upperFirst(
      one.to === undefined ? sayMailbox(one.mailbox, rules) : sayPerson(one.to, { rules, reader: person }),
    );
    const what = sayAbout(one.about, known, now);
    const became = sayBecame(one, one.to === person.id ? 'You' : 'They');
    return [{ kind: 'text', text: [{ strong: who }, `\n${sayDate(one.due)}: ${what}. ${became}`] }];
  });
  const opening: readonly Block[] = [
    small(
      'Each message of this case, the last first: to whom, when, and whether it arrived. Each look is recorded.',
    ),
    ...(lines.length === 0 ? [text('Nobody was told anything yet.')] : []),
  ];
  return { kind: 'form', form: pagedForm('Who was told', [opening, ...lines], act) };
}
