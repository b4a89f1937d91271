import { randomUUID } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { connectorAt } from '../../src/adapters/teams/connection.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import type { Person } from '../../src/directory/directory.ts';
import { cloudOf } from '../../test/support/stub-teams.ts';
import { raiseOne } from '../support/cases.ts';
import type { BenchCase } from '../support/cases.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { fillIn } from '../support/fill-in.ts';
import type { OpenedView } from '../support/fill-in.ts';
import { p50AndP99, sharedNow } from '../support/measure.ts';
import type { Round } from '../support/measure.ts';
import { openedView } from '../support/opened-view.ts';
import { startScene } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';
import type { Arrived } from '../support/teams.ts';

/**
 * One case of four organisations: somebody in one Slack workspace sends a form, and three hear of it, in another workspace, in
 * Teams and by e-mail. Beside it the same message sent by the bare library, with nothing else to do.
 */
export const hear: Figure = {
  name: 'hear',
  title: 'from one person’s act to the other’s message, over four organisations',
  measure,
};

const act = 'propose-outcome';
const raiser = 'amara.quill';

/** One of those who hear of it: what arrived for them so far, and a message that reaches them by the bare library. */
type Listener = {
  readonly where: string;
  readonly against: string;
  readonly arrived: () => Promise<readonly Arrived[]>;
  readonly bare: (text: string) => Promise<unknown>;
};

async function measure(bench: Bench): Promise<readonly Row[]> {
  const scene = await startScene(bench);
  const { listeners, people } = await listenersOf(scene);
  const rounds = bench.quick ? 2 : 5;
  const perRound = bench.quick ? 5 : 25;
  const samples = new Map(listeners.map(({ where }) => [where, [] as Round[]]));
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    bench.say(round === 0 ? 'warming up' : `round ${round}`);
    const took = new Map(
      listeners.map(({ where }) => [where, { ours: [] as number[], baseline: [] as number[] }]),
    );
    // All at once, because the bot looks only every few seconds for what another process wrote.
    const cases = await Promise.all(Array.from({ length: perRound }, () => raiseOne(scene, ...people)));
    await scene.settled();
    for (const one of cases) {
      const at = await propose(scene, one);
      for (const { where, arrived } of listeners) {
        const found = await awaited(arrived, (text) => text.includes(one.reference), at);
        took.get(where)?.ours.push(found - at);
      }
      await scene.settled();
      for (const { where, arrived, bare } of listeners) {
        const text = randomUUID();
        const from = sharedNow();
        await bare(text);
        took.get(where)?.baseline.push((await awaited(arrived, (said) => said.includes(text), from)) - from);
      }
    }
    if (round > 0) for (const [where, values] of took) samples.get(where)?.push(values);
  }
  return listeners.flatMap(({ where, against }) =>
    p50AndP99({ figure: hear.name, what: where, unit: 'ms', against }, samples.get(where) ?? []),
  );
}

async function listenersOf(
  scene: Scene,
): Promise<{ readonly listeners: readonly Listener[]; readonly people: readonly Person[] }> {
  const { account, person: tom } = scene.person('tom.pennywort');
  const rowan = scene.inTeams.find(({ email }) => email.startsWith('rowan.'));
  const directory = [...scene.stores.people.directory().people.values()];
  const wilfred = directory.find(({ email }) => email.startsWith('wilfred.'));
  if (rowan === undefined || wilfred === undefined) throw new Error('The demo has other people by now');
  const slack = new WebClient(scene.tokenOf(account.space), {
    slackApiUrl: scene.slack.apiUrl,
    retryConfig: { retries: 0 },
  });
  const { identity, serviceUrl } = scene.teams;
  const connect = connectorAt({ identity, cloud: cloudOf(serviceUrl), log: openLog('warn') });
  const { conversations } = await connect(serviceUrl);
  const { channel } = scene.teams.addressOf(rowan);
  const smtp = createTransport({ host: '127.0.0.1', port: scene.mail.port, ignoreTLS: true });
  return {
    people: [tom, rowan.person, wilfred],
    listeners: [
      {
        where: 'in another Slack workspace',
        against: 'one message by WebClient',
        arrived: async () =>
          (await scene.slack.calls('chat.postMessage', 0))
            .filter(({ args }) => args['channel'] === account.user)
            .map(({ args, at }) => ({ says: String(args['text']), at })),
        bare: (text) => slack.chat.postMessage({ channel: account.user, text }),
      },
      {
        where: 'in Teams',
        against: 'one message by the connector',
        arrived: () => scene.teams.arrivedFor(rowan),
        bare: (text) => conversations.sendToConversation(channel, { type: 'message', text }),
      },
      {
        where: 'by e-mail',
        against: 'one e-mail by nodemailer',
        arrived: () => scene.mail.arrivedFor(wilfred.email),
        bare: (subject) =>
          smtp.sendMail({ from: 'bench@example.org', to: wilfred.email, subject, text: subject }),
      },
    ],
  };
}

/** When the first arrived that is meant and came after something. */
async function awaited(
  arrived: Listener['arrived'],
  isMeant: (text: string) => boolean,
  after: number,
): Promise<number> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    const found = (await arrived()).find(({ says: text, at }) => at > after && isMeant(text));
    if (found !== undefined) return found.at;
    if (Date.now() > giveUpAt) throw new Error('nobody was told that an outcome is proposed');
  }
}

let opened: OpenedView | undefined;
let views = 0;

/** Sends the form that the bot opens for the act. @returns when it was sent */
async function propose(scene: Scene, one: BenchCase): Promise<number> {
  const { caseId } = one;
  opened ??= await openedView(scene, raiser, act, one);
  const { account } = scene.person(raiser);
  const asked = opened.blocks.filter((block) => !isNextStep(block));
  views += 1;
  const from = { user: { id: account.user, team_id: account.space }, team: { id: account.space } };
  const view = {
    ...opened,
    id: `V${views}`,
    hash: `${views}.h`,
    team_id: account.space,
    private_metadata: JSON.stringify({ act: { do: act, caseId }, step: 'ask' }),
    state: { values: fillIn({ ...opened, blocks: asked }) },
  };
  const at = sharedNow();
  const answer = await scene.bot.interact({ type: 'view_submission', ...from, view });
  const said = z.object({ response_action: z.literal('update') }).safeParse(answer.body);
  if (!said.success) throw new Error(`a form was answered with ${JSON.stringify(answer.body)}`);
  return at;
}

function isNextStep(block: unknown): boolean {
  const { data } = z.object({ block_id: z.string() }).safeParse(block);
  return data?.block_id.startsWith('outstanding-') === true;
}
