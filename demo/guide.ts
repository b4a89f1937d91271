import { mailboxesOf } from '../src/policy/mailboxes.ts';
import type { Person } from '../src/directory/directory.ts';
import { sayDate } from '../src/policy/say-date.ts';
import type { BoardOfDemo } from './board-of-demo.ts';
import type { Demo } from './start-demo.ts';

/** What is printed when the demo is ready: where to look, as whom to act, what to type, how to move the clock. */
export function guide(
  { workspaces, teams, mailbox, mailPeople, stores, clock }: Demo,
  { policy }: BoardOfDemo,
): readonly string[] {
  const directory = stores.people.directory();
  const peopleOf = (emails: readonly string[]) =>
    emails.flatMap((email) => [...directory.people.values()].filter((person) => person.email === email));
  return [
    '',
    `The board: ${policy.name}. It is ${sayDate(clock.now())} on the demo's clock.`,
    'Everybody here is made up.',
    '',
    ...workspaces.flatMap(({ teamName, url, users }) => [
      `${teamName}: open ${url} in a browser. Act as (menu "Act as"):`,
      ...peopleOf(users.map(({ email }) => email)).map(
        (person) => `    ${person.name.padEnd(22)} ${what(person)}`,
      ),
    ]),
    ...tenantsOf(teams).flatMap(({ name, places }) => [
      `${name}, in Microsoft Teams: a page for each person (chat "Personal Chat"). One that is loaded again forgets what it showed:`,
      ...places.flatMap(({ url, person: { email } }) =>
        peopleOf([email]).map((person) => `    ${person.name.padEnd(22)} ${url}  ${what(person)}`),
      ),
    ]),
    `By e-mail: open ${mailbox.url} in a browser; each e-mail leads to a page, after a code that comes by e-mail too.`,
    ...mailboxesOf(policy).map(
      ({ email, label }) =>
        `    ${email}: the mailbox of ${label}, told there when its form is sent. Nothing leaves this machine.`,
    ),
    ...peopleOf(mailPeople.map(({ account }) => account.user)).map(
      (person) => `    ${person.name.padEnd(22)} ${what(person)}`,
    ),
    '',
    'Try this:',
    '  1. In the first Slack, act as the social worker and type  /escalate  into any conversation.',
    '  2. Answer the questions. Raise it with the nurse in the hospital, the constable in the police and the charity’s worker.',
    '  3. In the second Slack, act as the nurse; in Teams, open the constable’s page; open the mailboxes: it is there within',
    '     seconds.',
    '  4. Here, type  forward 2 working days  and watch the reminders arrive.',
    '  5. In the first Slack, act as the team manager, the council’s administrator, and type  /escalate people : say that the',
    '     social worker is away, and see whom her reminders reach.',
    'The practice clients forget their messages when the demo ends; the cases are kept. Find them in the app’s Home in',
    'Slack; in Teams, type  cases .',
    '',
    'Commands here: forward 2 working days | forward 3 hours | forward to next deadline | time | help | quit',
    '',
  ];
}

function tenantsOf(teams: Demo['teams']) {
  return [...new Set(teams.map(({ tenantName }) => tenantName))].map((name) => ({
    name,
    places: teams.filter(({ tenantName }) => tenantName === name),
  }));
}

function what({ jobTitle, roles }: Person): string {
  const role = roles.map((id) => id.replaceAll('-', ' ')).join(', ');
  return jobTitle === undefined || role === '' ? (jobTitle ?? role) : `${jobTitle} (${role})`;
}
