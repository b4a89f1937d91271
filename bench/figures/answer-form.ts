import { z } from 'zod';
import type { SlackSender } from '../../test/support/slack-sender.ts';
import { raiseCases } from '../support/cases.ts';
import type { BenchCase } from '../support/cases.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { fillIn } from '../support/fill-in.ts';
import type { OpenedView } from '../support/fill-in.ts';
import { p50AndP99, sharedNow, takeTurns, warmUpTurns } from '../support/measure.ts';
import { openedView } from '../support/opened-view.ts';
import { responsesOnRecord } from '../support/responses.ts';
import { startScene } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';

/** From a submitted form to its answer: ours reads, checks, decides, seals and commits; each form on a case of its own. */
export const answerForm: Figure = {
  name: 'answer-form',
  title: 'a form submitted until it is answered, after the commit',
  measure,
};

const against = 'bare Bolt plus one durable INSERT';
const goal = { atMost: 2 };
const act = 'respond';
/** Who the cases are raised with, and who answers the form. */
const receiver = 'tom.pennywort';

async function measure(bench: Bench): Promise<readonly Row[]> {
  const scene = await startScene(bench);
  const rows: Row[] = [];
  const [sample] = await raiseCases(scene, 1);
  if (sample === undefined) throw new Error('Nothing was raised');
  const view = await openedView(scene, receiver, act, sample);
  const bare = await scene.startBareBolt(view);
  const counts = { rounds: bench.quick ? 2 : 5 };
  for (const atOnce of [1, 32]) {
    const turns = turnsOf(bench, atOnce);
    const needed = (counts.rounds * turns + warmUpTurns(turns)) * atOnce;
    bench.say(`raising ${needed} cases`);
    const cases = [...(await raiseCases(scene, needed))];
    await scene.settled();
    bench.say(`${atOnce} at once`);
    const before = await responsesOnRecord(scene);
    const rounds = await takeTurns(
      { ...counts, turns },
      {
        ours: () => submitForms(scene, scene.bot, view, cases.splice(0, atOnce), 'update'),
        baseline: () =>
          submitForms(
            scene,
            bare,
            view,
            Array.from({ length: atOnce }, () => sample),
            'clear',
          ),
      },
    );
    const after = await responsesOnRecord(scene);
    if (after - before !== needed)
      throw new Error(`${needed} forms were answered, and ${after - before} are on record`);
    const about = { figure: answerForm.name, what: `${atOnce} at once`, unit: 'ms', against, goal } as const;
    rows.push(...p50AndP99(about, rounds));
  }
  return rows;
}

function turnsOf({ quick }: Bench, atOnce: number): number {
  if (atOnce === 1) return quick ? 30 : 60;
  return quick ? 3 : 5;
}

let views = 0;

/** One form for each case, all at once; the milliseconds until each is answered. For the figure of memory too. */
export async function submitForms(
  scene: Scene,
  to: SlackSender,
  view: OpenedView,
  cases: readonly BenchCase[],
  expected: 'update' | 'clear',
): Promise<readonly number[]> {
  const { account } = scene.person(receiver);
  const values = fillIn(view);
  const times = await Promise.all(
    cases.map(async ({ caseId }) => {
      views += 1;
      const submitted = {
        ...view,
        id: `V${views}`,
        hash: `${views}.h`,
        team_id: account.space,
        private_metadata: JSON.stringify({ act: { do: act, caseId }, step: 'ask' }),
        state: { values },
      };
      const at = sharedNow();
      const answer = await to.interact({
        type: 'view_submission',
        user: { id: account.user, team_id: account.space },
        team: { id: account.space },
        view: submitted,
      });
      const took = sharedNow() - at;
      const said = answerShape.safeParse(answer.body).data?.response_action;
      if (answer.status !== 200 || said !== expected)
        throw new Error(`a form was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
      return took;
    }),
  );
  await scene.settled();
  return times;
}

const answerShape = z.object({ response_action: z.string() });
