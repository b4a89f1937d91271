import type { PersonId } from '../directory/directory.ts';
import type { Act } from './chat-input.ts';
import type { Services } from './services.ts';

/*
 * Who looked at what of a case, and who tried to and was not let in. Noted before anything is shown: what is not on
 * record is not shown. It holds names of pages and ids, never a word of a case.
 */

type Noting = Pick<Services, 'access' | 'clock'>;
type Look = { readonly caseId: string; readonly person: PersonId; readonly act: Act };

/** Notes that somebody looks at something of a case: a page, a form that shows what was written, or a document. */
export async function noteLook({ access, clock }: Noting, { caseId, person, act }: Look): Promise<void> {
  const what = act.on === undefined ? act.do : `${act.do} ${act.on}`;
  await access.note({ caseId, person, what, at: clock.now() });
}

/** Notes that somebody asked for something of a case and was not let in. */
export async function noteRefused({ access, clock }: Noting, { caseId, person, act }: Look): Promise<void> {
  await access.note({ caseId, person, what: `${refused} ${act.do}`, at: clock.now() });
}

const refused = 'refused';

/**
 * What a line of the access log says.
 *
 * @example
 * readLook('refused read-case') // => { refused: true, does: 'read-case' }
 * readLook('why-date 1.resolve') // => { refused: false, does: 'why-date' }
 */
export function readLook(what: string): { readonly refused: boolean; readonly does: string } {
  const [first = '', second = ''] = what.split(' ');
  return first === refused ? { refused: true, does: second } : { refused: false, does: first };
}
