import { writeAct } from '../../src/adapters/slack/carry.ts';
import type { BenchCase } from './cases.ts';
import { readView } from './fill-in.ts';
import type { OpenedView } from './fill-in.ts';
import type { Scene } from './scene.ts';

/** The form that the bot really opens when somebody presses the button of an act, taken from what it asked Slack to show. */
export async function openedView(
  scene: Scene,
  name: string,
  act: string,
  { caseId }: BenchCase,
): Promise<OpenedView> {
  const { account } = scene.person(name);
  await scene.slack.forget();
  const answer = await scene.bot.interact({
    type: 'block_actions',
    user: { id: account.user, team_id: account.space },
    team: { id: account.space },
    trigger_id: scene.slack.newTrigger(),
    channel: { id: 'D0BENCH' },
    response_url: `${scene.slack.apiUrl}none`,
    actions: [
      {
        type: 'button',
        action_id: act,
        block_id: 'act',
        action_ts: '1',
        value: writeAct({ do: act, caseId }),
      },
    ],
  });
  if (answer.status !== 200) throw new Error(`the press was answered with status ${answer.status}`);
  const [call] = await scene.slack.calls('views.open', 1);
  return readView(call?.args['view']);
}
