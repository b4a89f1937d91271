import { civilDateOf } from '../src/policy/civil.ts';
import { readMoment } from '../src/policy/read-moment.ts';
import { isRaised } from '../src/case/case-state.ts';
import type { PersonId } from '../src/directory/directory.ts';
import { knownCase } from '../src/flows/rules-of-case.ts';
import { answerOf, type Asked } from './answers.ts';
import type { BoardOfDemo } from './board-of-demo.ts';
import type { ShownField } from './client.ts';
import { mailClient } from './mail-client.ts';
import { moveClock, settled } from './move-clock.ts';
import { narrator } from './narrator.ts';
import { moveKey, nameOfStage, nextMove } from './plan.ts';
import { choose, fillIn, findAct, press, type Answering, type Player } from './player.ts';
import { openDriver } from './practice-driver.ts';
import { openTeamsClient } from './practice-teams-driver.ts';
import { slackClient } from './slack-client.ts';
import type { Demo } from './start-demo.ts';

/** A Tuesday before Christmas: the dates cross two bank holidays, a weekend and a new year. */
const begins = '2026-12-22T10:00';

/** No story of any board is longer; one that is goes round in circles. */
const mostMoves = 200;

/**
 * Plays one case by itself through every stage of a board, over the same real parts as the demo, and prints each message
 * as its reader sees it, in Slack, in Teams or by e-mail: nobody settles it, the limits pass, and the last forum has the word.
 *
 * @returns 0 when the case came to its end
 */
export async function playScript(
  demo: Demo,
  { calendar }: BoardOfDemo,
  say: (line: string) => void,
): Promise<number> {
  const { players, close } = await openPlayers(demo);
  const { tell, showNew, shown } = narrator(demo, players, say);
  const as = playerOf(demo, players);
  const act = async (player: Player, does: string, doing: () => Promise<string>) => {
    tell(`${player.name} ${does}.`);
    const last = await doing();
    for (const line of last.split('\n').filter((text) => text !== '')) say(`    ( ${line}`);
    await settled(demo);
    showNew();
  };
  const now = () => demo.clock.now();

  try {
    await demo.clock.moveTo(readMoment(begins) ?? new Date());
    const amara = named('Amara Quill', players);
    const kezia = named('Kezia Marsh', players);
    const rowan = named('Rowan Ashdown', players);
    const wilfred = named('Wilfred Larkspur', players);
    await act(amara, 'types /escalate and raises it with the hospital, the police and a charity', async () =>
      fillIn(amara, await amara.client.type('/escalate'), raising(now)),
    );
    const reference = referenceIn(kezia);
    const caseId = (await demo.bot.services.cases.idOfReference(reference)) ?? '';
    const doing = async (player: Player, does: string, on?: string) => {
      const found = await findAct(player, { does, reference, ...(on === undefined ? {} : { on }) });
      await act(player, `presses “${found.button.label}”`, () => press(player, found, answering(now)));
    };
    for (const told of [kezia, rowan, wilfred]) {
      await doing(told, 'read-case');
      await doing(told, 'why-date');
    }

    const played = new Set<string>();
    let stage = '';
    for (let moves = 0; moves < mostMoves; moves += 1) {
      const known = await knownCase(demo.bot.services, caseId);
      if (known === undefined || !isRaised(known.state))
        throw new Error(`${reference} is not there any more.`);
      const { state, rules } = known;
      if (stage !== '' && stage !== state.stage) say(`=== ${nameOfStage(state, rules)} ===`);
      stage = state.stage;
      const move = nextMove(state, rules, now(), played);
      played.add(moveKey(move, state));
      if (move.kind === 'end') {
        tell(`${ending(state.status)} ${shown()} messages were delivered.`);
        return state.status === 'closed' || state.status === 'open' ? 0 : 1;
      }
      if (move.kind === 'wait') {
        tell('Nobody settles it. Time passes.');
        await passTo(demo, move.until, calendar, showNew);
      } else {
        await doing(as(move.person), move.does, move.on);
      }
    }
    throw new Error(`After ${mostMoves} moves the case has not come to an end.`);
  } finally {
    close();
  }
}

function ending(status: string): string {
  return status === 'closed'
    ? 'The case is closed.'
    : 'The forum has done what it can, and the case stays open.';
}

function named(name: string, players: readonly Player[]): Player {
  const found = players.find((player) => player.name === name);
  if (found === undefined) throw new Error(`Nobody in the demo is called ${name}.`);
  return found;
}

function playerOf({ stores }: Demo, players: readonly Player[]): (person: PersonId) => Player {
  return (person) => named(stores.people.directory().people.get(person)?.name ?? person, players);
}

function referenceIn({ client, name }: Player): string {
  const reference = client
    .messages()
    .map(({ words }) => /[A-Z]{3}-[0-9A-Z]{5}/.exec(words)?.[0])
    .find((one) => one !== undefined);
  if (reference === undefined) throw new Error(`${name} was told of no case.`);
  return reference;
}

/** Everybody at their screen: one line for a whole workspace of Slack, one for each person in Teams, a mailbox for others. */
async function openPlayers({
  workspaces,
  teams,
  mailbox,
  mailPeople,
  pages,
}: Demo): Promise<{ readonly players: readonly Player[]; readonly close: () => void }> {
  const drivers = await Promise.all(
    workspaces.map(async (slack) => ({ slack, driver: await openDriver(slack) })),
  );
  const inTeams = await Promise.all(
    teams.map(async (each) => ({ name: each.person.name, client: await openTeamsClient(each) })),
  );
  const inSlack = drivers.flatMap(({ slack, driver }) =>
    slack.users.map(({ id, realName }) => ({ name: realName, client: slackClient(driver, id) })),
  );
  const byMail = mailPeople.map((person) => ({
    name: person.name,
    client: mailClient(person, { mailbox, pages }),
  }));
  return {
    players: [...inSlack, ...inTeams, ...byMail],
    close: () => {
      for (const { driver } of drivers) driver.close();
      for (const { client } of inTeams) client.end();
    },
  };
}

/** Moves the clock reminder by reminder, so that each is seen in its order. */
async function passTo(
  demo: Demo,
  until: Date,
  calendar: BoardOfDemo['calendar'],
  showNew: () => void,
): Promise<void> {
  while (demo.clock.now() < until) {
    const before = demo.clock.now();
    await moveClock(demo, { kind: 'next' }, calendar);
    showNew();
    const stands = demo.clock.now() <= before;
    if (stands) await moveClock(demo, { kind: 'ms', ms: until.getTime() - before.getTime() }, calendar);
  }
}

function answering(now: () => Date): Answering {
  return (field) => answerOf(askedBy(field), now());
}

/** With whom it is raised: a professional of each agency, in this order. */
const receivers = [
  { agency: 'st-aldhelms', professional: 'Kezia Marsh' },
  { agency: 'eastmere-police', professional: 'Rowan Ashdown' },
  { agency: 'lantern-homes', professional: 'Wilfred Larkspur' },
];

function raising(now: () => Date): Answering {
  let chosen: (typeof receivers)[number] | undefined;
  return (field) => {
    const { id, choices } = field;
    switch (id) {
      case 'agency':
        return receivers.find(({ agency }) => choices.some((choice) => choice.id === agency))?.agency;
      case 'professional':
        chosen = receivers.find(({ professional }) =>
          choices.some(({ label }) => label.startsWith(professional)),
        );
        return choose(chosen?.professional ?? '')(field);
      case 'another':
        return chosen === receivers.at(-1) ? 'no' : 'yes';
      case 'arose-date':
        return civilDateOf(readMoment(begins) ?? now());
      case 'arose-time':
        return '10:00';
      case 'themes':
        return choices.slice(0, 1).map((choice) => choice.id);
      default:
        return answerOf(askedBy(field), now());
    }
  };
}

function askedBy({ id, label, kind, choices, hint, required, holds }: ShownField): Asked {
  const optional = !required && hint?.includes('Still missing') !== true;
  return {
    id,
    label,
    kind,
    choices: choices.map((choice) => ({ value: choice.id, label: choice.label })),
    optional,
    offered: holds !== undefined,
  };
}
