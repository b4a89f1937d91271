import type { PracticeWorkspace } from '../../demo/practice-people.ts';
import type { PracticePerson } from '../../demo/practice-slack.ts';

/** The council's adult social care department, which also houses the Safeguarding Adults Board's office. All invented. */
export const northbrookCouncil: PracticeWorkspace = {
  teamId: 'T01COUNCIL',
  name: 'Northbrook Council',
  users: [
    person('U01PRIYA', 'Priya Nair'), // social worker
    person('U01MARTIN', 'Martin Okafor'), // her team manager
    person('U01ELSPETH', 'Elspeth Grange'), // head of service
    person('U01DAVID', 'David Llewellyn'), // safeguarding lead
    person('U01ROSALIND', 'Rosalind Achebe'), // the board's business manager
    person('U01HUGH', 'Hugh Pemberton'), // the board's independent chair
  ],
};

/** The hospital trust on the other side of the disagreement. All invented. */
export const staldhelmsHospital: PracticeWorkspace = {
  teamId: 'T02HOSPITAL',
  name: "St Aldhelm's Hospital Trust",
  users: [
    person('U02TOMASZ', 'Tomasz Wrona'), // discharge coordinator
    person('U02GRACE', 'Grace Adeyemi'), // matron, his manager
    person('U02IMOGEN', 'Imogen Hartley'), // deputy chief nurse
    person('U02SANJAY', 'Sanjay Rao'), // safeguarding lead
  ],
};

/** @example person('U01PRIYA', 'Priya Nair') // => handle 'priya.nair', e-mail 'priya.nair@example.org' */
function person(id: string, realName: string): PracticePerson {
  const name = realName.toLowerCase().replace(' ', '.');
  return { id, name, realName, email: `${name}@example.org` };
}
