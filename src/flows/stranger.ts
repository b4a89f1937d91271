import { sharedWords, withArticle } from '../policy/board-words.ts';
import { agenciesHere, boardsHere, rulesNow } from './boards.ts';
import type { Account } from './chat-input.ts';
import type { Block } from './chat-message.ts';
import { whatToDo } from './immediate-risk/what-to-do.ts';
import { text } from './page.ts';
import { contactLines } from './say-contact.ts';
import type { Services } from './services.ts';

/**
 * What somebody is told whom the directory does not know here: what this is, whom to ask, and, whoever they are,
 * what to do when an adult is at immediate risk.
 */
export function strangerPage(services: Services, account: Account): readonly Block[] {
  return [
    ...whoAndWhom(services, account),
    { kind: 'divider' },
    text('If an adult is at immediate risk, do not wait for that.'),
    ...safetyHere(services, account),
  ];
}

/** The same with what to do first, for a stranger who said that an adult is at immediate risk. */
export function strangerAtRisk(services: Services, account: Account): readonly Block[] {
  return [
    ...safetyHere(services, account),
    text(
      'Ring your own manager too, or whoever leads on safeguarding in your agency. Concordat does not know you here and has told nobody.',
    ),
    { kind: 'divider' },
    ...whoAndWhom(services, account),
  ];
}

function whoAndWhom(services: Services, account: Account): readonly Block[] {
  const directory = services.people.directory();
  const boards = boardsHere(services, account);
  const { matter } = sharedWords(boards.map(({ policy }) => policy));
  const offices = boards.flatMap(({ policy }) => contactLines({ policy, directory }, policy.board_office));
  return [
    text(
      `Concordat helps agencies to settle ${withArticle(matter)} about an adult at risk, under their Safeguarding Adults Board’s own procedure.`,
    ),
    text(
      'It does not know you here yet. The board’s list of people must have your name and the e-mail address of your profile, and say that your agency uses Concordat from here.',
    ),
    { kind: 'heading', text: 'Whom to ask' },
    ...(offices.length > 0
      ? [{ kind: 'list' as const, items: offices }]
      : [
          text(
            'No board has accepted its procedure here yet. Ask whoever runs Concordat in your organisation.',
          ),
        ]),
  ];
}

function safetyHere(services: Services, account: Account): readonly Block[] {
  const [first] = boardsHere(services, account);
  if (first === undefined) return [text('Ring 999 now.')];
  return whatToDo(rulesNow(services, first), agenciesHere(services, account), services.clock.now());
}
