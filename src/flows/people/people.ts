import { isAdministrator } from '../../directory/administrator.ts';
import type { Person } from '../../directory/directory.ts';
import { peopleOfAgency } from '../../directory/lookup.ts';
import { boardsOf, rulesNow } from '../boards.ts';
import type { Act } from '../chat-input.ts';
import type { Reply } from '../chat-message.ts';
import { isOpening, showPage, text } from '../page.ts';
import { contactLines, sayPersonToRing } from '../say-contact.ts';
import type { Services } from '../services.ts';
import { askTaker, checkHandOver, handOverAll } from './hand-over-all.ts';
import { looksAfterPeople, type Sitting, sittingOf } from './looks-after.ts';
import { findPerson, overview } from './overview.ts';
import { choiceOf, personPage, wrongChoice } from './person-page.ts';
import type { Sent } from './sent.ts';
import { askAway, setAway, setBack } from './set-away.ts';
import { askDeputy, setDeputy } from './set-deputy.ts';

const acts = ['people', 'person', 'set-deputy', 'set-away', 'hand-over-cases'];

/** Whether a button or a form is about who is who, and not about a case. */
export function isAboutPeople({ do: does }: Act): boolean {
  return acts.includes(does);
}

/**
 * Who is away, who cannot be reached and who stands in, for whoever looks after people; and for everybody their own days
 * away and deputy. Who may is asked at every input, whatever button or form it comes from.
 */
export async function answerPeople(
  services: Services,
  by: Person,
  { act, sent: input }: { readonly act: Act; readonly sent?: Sent },
): Promise<Reply> {
  // A page's button that only opens a form is a press.
  const sent = input === undefined || isOpening(input.form) ? undefined : input;
  if (act.do === 'people') {
    if (!looksAfterPeople(services, by)) return nobodyYours(services, by);
    if (sent === undefined) return { kind: 'form', form: await overview(services, by, act) };
    const found = await findPerson(services, by, sent);
    return 'id' in found ? showPerson(services, by, found.id) : found.reply;
  }
  const sitting = sittingOf(services, by, act.on?.split(':', 1)[0] ?? '');
  if (sitting === undefined) return notYours(services);
  switch (act.do) {
    case 'set-deputy':
      return sent === undefined ? { kind: 'form', form: askDeputy(sitting) } : setDeputy(sitting, sent);
    case 'set-away':
      return sent === undefined ? { kind: 'form', form: askAway(sitting) } : setAway(sitting, sent);
    case 'hand-over-cases':
      return answerHandOver(sitting, act, sent);
    default:
      return sent === undefined ? showPerson(services, by, sitting.person.id) : answerChoice(sitting, sent);
  }
}

async function showPerson(services: Services, by: Person, id: string): Promise<Reply> {
  const sitting = sittingOf(services, by, id);
  return sitting === undefined ? notYours(services) : { kind: 'form', form: await personPage(sitting) };
}

/** What somebody chose to do on a person's page. */
async function answerChoice(sitting: Sitting, sent: Sent): Promise<Reply> {
  const { services, by } = sitting;
  switch (choiceOf(sent.answers)) {
    case 'deputy':
      return { kind: 'form', form: askDeputy(sitting) };
    case 'away':
      return { kind: 'form', form: askAway(sitting) };
    case 'back':
      return setBack(sitting, sent.id);
    case 'hand-over':
      return answerHandOver(sitting, { do: 'hand-over-cases', on: sitting.person.id }, undefined);
    case 'people':
      return answerPeople(services, by, { act: { do: 'people' } });
    case undefined:
      return wrongChoice(await personPage(sitting), sent.answers);
  }
}

async function answerHandOver(sitting: Sitting, act: Act, sent: Sent | undefined): Promise<Reply> {
  if (!sitting.looksAfter) return notYours(sitting.services);
  if (sent === undefined) return askTaker(sitting);
  return sent.form.step === 'check' ? handOverAll(sitting, act, sent) : checkHandOver(sitting, sent);
}

/** Somebody who looks after nobody asked for those whom they look after: whom they can ask instead. */
function nobodyYours(services: Services, by: Person): Reply {
  const administrators = peopleOfAgency(services.people.directory(), by.agency).filter(isAdministrator);
  const own = services.people.directory().agencies.get(by.agency)?.officeOf;
  const office = own === undefined ? undefined : services.policies.current(own);
  const boards = office === undefined ? boardsOf(services, by) : [office];
  const offices = boards.flatMap((board) =>
    contactLines(rulesNow(services, board), board.policy.board_office),
  );
  const items = [...administrators.map((one) => sayPersonToRing(one, 'administrator')), ...offices];
  return showPage(
    'People',
    [
      text('You look after nobody in Concordat, so there is nobody to show here.'),
      ...(items.length === 0
        ? []
        : [text('If something about a person is wrong, ask:'), { kind: 'list' as const, items }]),
      text(`Your own days away, and who stands in for you: ${services.slashCommand} away.`),
    ],
    { do: 'help' },
  );
}

/** The same whether it is somebody else's person, or nobody: who is not theirs is nothing they learn of here. */
function notYours(services: Services): Reply {
  return showPage(
    'People',
    [
      text(
        'You do not look after this person in Concordat, or there is no such person. Nothing was changed.',
      ),
      text(
        `The board’s office looks after everybody, and an administrator after their own agency. Your own days away: ${services.slashCommand} away.`,
      ),
    ],
    { do: 'help' },
  );
}
