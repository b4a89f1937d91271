import { civilDateOf } from '../src/policy/civil.ts';
import { readMoment } from '../src/policy/read-moment.ts';
import type { BoardOfDemo } from './board-of-demo.ts';
import { moveClock, settled } from './move-clock.ts';
import { narrator } from './narrator.ts';
import { choose, everyone, fillIn, press, type Player } from './player.ts';
import { openDriver } from './practice-driver.ts';
import type { Demo } from './start-demo.ts';

/** A Tuesday before Christmas: the dates cross two bank holidays, a weekend and a new year. */
const begins = '2026-12-22T10:00';

/**
 * Plays one case by itself through all four stages, over the same real parts as the demo, and prints each message as
 * its reader sees it: nobody settles it, the limits pass, and the chair recommends.
 *
 * @returns 0 when the case came to its end
 */
export async function playScript(
  demo: Demo,
  { calendar }: BoardOfDemo,
  say: (line: string) => void,
): Promise<number> {
  const { players, close } = await openPlayers(demo);
  const as = (name: string): Player => {
    const found = players.find((player) => player.name === name);
    if (found === undefined) throw new Error(`Nobody in the demo is called ${name}.`);
    return found;
  };
  const { tell, showNew, shown } = narrator(demo, players, say);
  const act = async (name: string, does: string, doing: (player: Player) => Promise<string>) => {
    tell(`${name} ${does}.`);
    const last = await doing(as(name));
    for (const line of last.split('\n').filter((text) => text !== '')) say(`    ( ${line}`);
    await settled(demo);
    showNew();
  };
  const untilLimit = async (why: string) => {
    tell(why);
    await passLimit(demo, calendar, showNew);
  };

  try {
    await demo.clock.moveTo(readMoment(begins) ?? new Date());
    await act(
      'Amara Quill',
      'types /escalate and raises a disagreement with the hospital',
      async (player) => {
        const { view } = await player.driver.command(player.userId, '/escalate');
        return fillIn(player, view, raiseAnswers);
      },
    );
    await act('Kezia Marsh', 'says that she has seen it', (player) => press(player, 'I have seen this'));
    await act('Kezia Marsh', 'reads what was raised', (player) => press(player, 'Read what was written'));
    await act('Kezia Marsh', 'asks why the date is what it is', (player) => press(player, 'Why this date?'));
    await moveClock(demo, { kind: 'working-days', count: 1 }, calendar);
    showNew();
    await act('Kezia Marsh', 'has read the case file', (player) =>
      press(player, 'I have read the case file'),
    );
    await act('Kezia Marsh', 'spoke with Amara and records it', (player) =>
      press(player, 'Record a conversation', {
        between: 'sides',
        how: choose('By telephone'),
        with: everyone,
        'discussion-what': 'We spoke about the discharge plan. We do not agree yet.',
      }),
    );
    await untilLimit('Nobody settles it. Time passes to the limit of Stage 1.');
    await act('Amara Quill', 'takes it to the line managers', (player) =>
      press(player, 'Take it to the next stage', { risk: 'no' }),
    );
    await untilLimit('The line managers do not agree either. Time passes to the limit of Stage 2.');
    await act('Desmond Fairlight', 'takes it to the senior managers', (player) =>
      press(player, 'Take it to the next stage', { risk: 'no' }),
    );
    await untilLimit('Time passes to the limit of Stage 3.');
    await act('Helen Starling', 'takes it to the Independent Chair', (player) =>
      press(player, 'Take it to the next stage', { risk: 'no' }),
    );
    await act('Marguerite Sloane', 'passes it on to the Chair', (player) =>
      press(player, 'I have told the Chair'),
    );
    await act('Dr Constance Vale', 'makes recommendations', (player) =>
      press(player, 'Make recommendations', {
        'recommendations-northbrook-council-1': 'Fund the interim care package until the assessment is done.',
        'recommendations-st-aldhelms-1': 'Hold the discharge until the package is in place.',
      }),
    );
    for (const name of ['Helen Starling', 'Rajan Whitlow']) {
      await act(name, 'answers for their agency', (player) =>
        press(player, 'Answer the recommendation', { answer: 'acted-on', words: 'Done today.' }),
      );
    }
    tell(`The case is closed. ${shown()} messages were delivered.`);
    return 0;
  } finally {
    close();
  }
}

async function openPlayers({
  workspaces,
}: Demo): Promise<{ readonly players: readonly Player[]; readonly close: () => void }> {
  const opened = await Promise.all(
    workspaces.map(async (slack) => ({ slack, driver: await openDriver(slack) })),
  );
  return {
    players: opened.flatMap(({ slack, driver }) =>
      slack.users.map(({ id, realName }) => ({ name: realName, userId: id, driver })),
    ),
    close: () => opened.forEach(({ driver }) => driver.close()),
  };
}

/** Moves the clock reminder by reminder until the limit of the stage has passed and both sides are asked to escalate. */
async function passLimit(demo: Demo, calendar: BoardOfDemo['calendar'], showNew: () => void): Promise<void> {
  const limit = await nextStageLimit(demo);
  while (demo.clock.now() < limit) {
    await moveClock(demo, { kind: 'next' }, calendar);
    showNew();
  }
}

/** The last limit that was set whose passing lapses a stage. */
async function nextStageLimit({ bot, stores, clock }: Demo): Promise<Date> {
  const { lists, cases } = bot.services;
  const raiser = [...stores.people.directory().people.values()].find(({ name }) => name === 'Amara Quill');
  for (const which of ['mine', 'overdue', 'waiting'] as const) {
    const [line] = (await lists.ofPerson(raiser?.id ?? '', which, undefined, 1)).items;
    const loaded = line === undefined ? undefined : await cases.load(line.caseId);
    const limits = (loaded?.entries ?? []).flatMap(({ event }) => {
      const lapses = event.type === 'ObligationSet' && event.obligation.lapses;
      return lapses && event.obligation.due !== undefined ? [new Date(event.obligation.due)] : [];
    });
    if (loaded !== undefined) return limits.at(-1) ?? clock.now();
  }
  throw new Error('The case is not in any list of the person who raised it.');
}

const raiseAnswers = {
  // The first question and one about the risk in words have the same name.
  risk: ({ type }: { readonly type: string }) =>
    type === 'radio_buttons' ? 'no' : 'A fall alone at home, at night, in the cold.',
  elsewhere: ['none-of-these'],
  scope: 'yes',
  agency: 'st-aldhelms',
  professional: choose('Kezia Marsh'),
  another: 'no',
  'arose-date': civilDateOf(readMoment(begins) ?? new Date()),
  'arose-time': '10:00',
  already: 'no',
  issue: 'The ward plans to discharge before the home is safe.',
  nature: 'The ward sees no safeguarding concern. We do.',
  aim: 'Discharge only when care at home is arranged.',
  evidence: 'Two home visits in December; no heating, no carer.',
  'interim-safety': 'The adult stays on the ward until Thursday.',
  themes: ['drift'],
  'flag-out-of-area': 'no',
  given: 'by-telephone',
  next: 'send',
};
