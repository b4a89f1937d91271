import type { Person } from '../../directory/directory.ts';
import type { Policy } from '../../policy/policy.ts';
import { sayPeriod, type Period } from '../../report/period.ts';
import type { Message, Reply } from '../chat-message.ts';
import { showPage, text } from '../page.ts';
import { sayWhere } from '../people/say-people.ts';
import { tell } from '../people/tell.ts';
import type { Services } from '../services.ts';
import { labelOf } from '../wording/act-labels.ts';
import { sayList } from '../wording/telling.ts';
import { agencyRoles } from './who-may.ts';

/**
 * The office asks every agency of its board for the outcomes of a period. It sees nothing by asking: whoever answers for an agency
 * looks at their own report, and has reported what the board should hear of, case by case. Once for each input.
 */
export async function askAgencies(
  services: Services,
  by: Person,
  { policy, period, input }: { readonly policy: Policy; readonly period: Period; readonly input: string },
): Promise<Reply> {
  const { board } = policy;
  const how = `asked the agencies (${input})`;
  const before = (await services.reportLog.ofBoard(board)).some((one) => one.how === how);
  const asked = askedOf(services, board);
  const message = messageFor(services, by, policy, period);
  if (!before)
    await services.reportLog.note({
      board,
      view: 'agency',
      ...period,
      person: by.id,
      how,
      at: services.clock.now(),
    });
  const tellings = asked.map((to) => ({ to, message }));
  const missed = before ? [] : await tell(services, tellings);
  const { agencies } = services.people.directory();
  const without = [...agencies.values()].filter(
    ({ id, boards }) => boards.includes(board) && !asked.some(({ agency }) => agency === id),
  );
  const many = asked.length === 1 ? 'One person is' : `${asked.length} people are`;
  return showPage(
    'Report',
    [
      { kind: 'heading', text: 'The agencies are asked' },
      text(
        `${many} asked for the outcomes of ${sayPeriod(period)}. What they report comes to you case by case.`,
      ),
      ...missed,
      ...(without.length === 0
        ? []
        : [
            text(
              `Nobody could be asked at ${sayList(without.map(({ name }) => name))}: the directory names no senior manager and no safeguarding lead there.`,
            ),
          ]),
    ],
    { do: 'report' },
  );
}

/** Those who answer for an agency of this board as a whole. */
function askedOf(services: Services, board: string): readonly Person[] {
  const { agencies, people } = services.people.directory();
  return [...people.values()].filter(({ agency, roles }) => {
    const theirs = agencies.get(agency)?.boards.includes(board) === true;
    return theirs && roles.some((role) => agencyRoles.includes(role));
  });
}

function messageFor(services: Services, by: Person, policy: Policy, period: Period): Message {
  const report = policy.reports.find((one) => one.by === 'agency' && one.when === 'on-request');
  const stages = policy.stages.filter(({ id }) => report?.stages.includes(id)).map(({ label }) => label);
  const summary = `The ${policy.name} asks for your outcomes`;
  const says = [
    `${sayWhere(by, services.people.directory())} asks for the outcomes of ${sayList(stages)}, ${sayPeriod(period)}. The policy has it so: ${report?.source ?? ''}.`,
    `Type ${services.slashCommand} report to see all of your agency’s. Of each that the board should hear of, somebody who acts in it presses “${labelOf('report-outcome').label}”. The board sees nothing else of it.`,
  ];
  return {
    summary,
    tidings: { title: summary, says },
    blocks: [
      { kind: 'heading', text: summary },
      ...says.map(text),
      { kind: 'buttons', buttons: [{ label: 'Report', act: { do: 'report' } }] },
    ],
  };
}
