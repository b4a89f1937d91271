import type { CaseCommand, ImpersonalCommand, CommandOf, Words } from '../../src/case/commands.ts';
import type { Rules } from '../../src/case/decision.ts';
import type { Directory, Person } from '../../src/directory/directory.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { at, calendarWith, redbridge } from '../policy/policies.ts';
import {
  council,
  housing,
  person,
  police,
  practiceDirectory,
  trust,
  withPeople,
} from './practice-directory.ts';

/*
 * Everybody whom the stories of a case need: the practice agencies with all their managers, the named nurse and
 * the chair. All are invented.
 */

const office = 'board-office';

const more: readonly Person[] = [
  person('milan', 'Milan Example', council, ['line-manager'], { lineManager: 'sunita', deputy: 'dora' }),
  person('dora', 'Dora Example', council, []),
  person('omar', 'Omar Example', council, ['professional'], {
    lineManager: 'milan',
    seniorManager: 'sunita',
  }),
  person('hugo', 'Hugo Example', council, ['head-of-service']),
  person('desi', 'Desi Example', council, ['designated-professional']),
  person('nadia', 'Nadia Example', trust, ['professional'], {
    lineManager: 'tom',
    seniorManager: 'grace',
    deputy: 'yusuf',
  }),
  person('yusuf', 'Yusuf Example', trust, ['professional'], { lineManager: 'tom', seniorManager: 'grace' }),
  person('grace', 'Grace Example', trust, ['senior-manager']),
  person('nora', 'Nora Example', trust, ['named-safeguarding-professional']),
  person('piet', 'Piet Example', police, ['professional'], { lineManager: 'paula', seniorManager: 'stefan' }),
  person('paula', 'Paula Example', police, ['line-manager']),
  person('stefan', 'Stefan Example', police, ['senior-manager']),
  person('iris', 'Iris Example', { ...council, id: office }, ['independent-chair'], { deputy: 'ivo' }),
  person('ivo', 'Ivo Example', { ...council, id: office }, []),
];

export const everybody: Directory = withPeople(practiceDirectory, more);
export const outsider = housing;

/** The directory with something changed about somebody, such as when they are away. */
export function changed(id: string, change: Partial<Person>, directory: Directory = everybody): Directory {
  const known = directory.people.get(id);
  if (known === undefined) throw new Error(`${id} is not in the directory`);
  return withPeople(directory, [{ ...known, ...change }]);
}

/** Nobody in the directory holds this role any longer. */
export function vacant(role: string, directory: Directory = everybody): Directory {
  const people = [...directory.people.values()].map((one) => {
    return { ...one, roles: one.roles.filter((held) => held !== role) };
  });
  return withPeople(directory, people);
}

/** What a decision may look at; Redbridge's policy unless another is given. */
export function rulesWith(directory: Directory = everybody, policy: Policy = redbridge()): Rules {
  return { policy, calendar: calendarWith(), directory };
}

/** A sealed text. */
export function words(about: string): Words {
  return { id: `text-${about}`, mac: `mac-${about}` };
}

type Said<T extends CaseCommand['type']> = Omit<CommandOf<T>, 'id' | 'caseId' | 'at' | 'by' | 'type'>;

let commands = 0;

/** Somebody asks something of the case, in local time: `on('2026-12-22T10:00', 'nadia', 'acknowledge', {})`. */
export function on<T extends Exclude<CaseCommand['type'], ImpersonalCommand>>(
  when: string,
  by: string,
  type: T,
  said: Said<T>,
): CaseCommand {
  commands += 1;
  return {
    id: `command-${commands}`,
    caseId: 'case-1',
    at: at(when),
    by,
    type,
    ...said,
  } as unknown as CaseCommand;
}

/** What the machine asks of the case. */
export function machine<T extends ImpersonalCommand>(when: Date, type: T, said: Said<T>): CaseCommand {
  commands += 1;
  return { id: `command-${commands}`, caseId: 'case-1', at: when, type, ...said } as unknown as CaseCommand;
}

const opening = { reference: 'RB-2026-0001', board: 'redbridge', policyVersion: 'v1' };

/** Rosa of the council raises a disagreement with Nadia of the hospital trust. */
export function raising(when: string, said: Partial<Said<'raise'>> = {}, by = 'rosa'): CaseCommand {
  return on(when, by, 'raise', {
    ...opening,
    receiving: [{ agency: trust.id, professional: 'nadia' }],
    concern: { arose: at(when) },
    words: Object.fromEntries(
      ['issue', 'risk', 'nature', 'aim', 'evidence', 'interim-safety'].map((field) => [field, words(field)]),
    ),
    themes: [],
    flags: [],
    adult: { given: 'by-telephone' },
    ...said,
  });
}

/** The usual answers of the commands that carry words. */
export const proposal: Said<'propose-outcome'> = {
  words: { 'agreed-outcome': words('agreed'), outstanding: words('outstanding') },
  outstanding: [],
};
export const response: Said<'respond'> = { words: { 'response-aim': words('aim') } };

export function spoke(when: string, people: readonly string[]): Said<'log-discussion'> {
  return { between: 'sides', how: 'telephone', tookPlace: at(when), with: people, note: words('talk') };
}

export function risk(alsoTell: readonly string[] = []): Said<'report-immediate-risk'> {
  return { ...opening, alsoTell, situation: words('situation') };
}
