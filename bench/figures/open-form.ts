import type { SlackSender } from '../../test/support/slack-sender.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { p50AndP99, sharedNow, takeTurns } from '../support/measure.ts';
import { startScene } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';

/** From `/escalate` leaving Slack to the form's `views.open` arriving there. */
export const openForm: Figure = {
  name: 'open-form',
  title: '/escalate until views.open arrives at Slack',
  measure,
};

const against = 'bare Bolt: opens the same view, then acks';
const goal = { atMost: 1.3 };

async function measure(bench: Bench): Promise<readonly Row[]> {
  const scene = await startScene(bench);
  await escalate(scene, scene.bot, 1);
  const [first] = await scene.slack.calls('views.open', 1);
  const bare = await scene.startBareBolt(first?.args['view']);
  const rows: Row[] = [];
  for (const atOnce of [1, 32]) {
    bench.say(`${atOnce} at once`);
    const turns = turnsOf(bench, atOnce);
    const rounds = await takeTurns(
      { rounds: bench.quick ? 2 : 5, turns },
      {
        ours: () => escalate(scene, scene.bot, atOnce),
        baseline: () => escalate(scene, bare, atOnce),
      },
    );
    const about = { figure: openForm.name, what: `${atOnce} at once`, unit: 'ms', against, goal } as const;
    rows.push(...p50AndP99(about, rounds));
  }
  return rows;
}

function turnsOf({ quick }: Bench, atOnce: number): number {
  if (atOnce === 1) return quick ? 40 : 200;
  return quick ? 4 : 20;
}

/** So many people type the command at once; the milliseconds until Slack was asked to open each one's form. */
async function escalate(scene: Scene, to: SlackSender, atOnce: number): Promise<readonly number[]> {
  const { slack } = scene;
  const { account } = scene.person('amara.quill');
  await slack.forget();
  const sent = await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const trigger = slack.newTrigger();
      const at = sharedNow();
      const answer = await to.command({
        command: '/escalate',
        text: '',
        team_id: account.space,
        user_id: account.user,
        channel_id: 'C0TEAM',
        trigger_id: trigger,
      });
      if (answer.status !== 200) throw new Error(`/escalate was answered with status ${answer.status}`);
      return { trigger, at };
    }),
  );
  const opened = new Map(
    (await slack.calls('views.open', atOnce)).map((call) => [call.args['trigger_id'], call]),
  );
  return sent.map(({ trigger, at }) => {
    const call = opened.get(trigger);
    if (call?.answer !== 'ok') throw new Error(`a form was not opened: ${call?.answer ?? 'not asked for'}`);
    return call.at - at;
  });
}
