import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { writeCarried } from '../../src/adapters/teams/carry.ts';
import { readCard } from '../../test/support/platforms/read-card.ts';
import type { SeenField } from '../../test/support/platforms/seen.ts';
import { inputsOf } from '../../test/support/platforms/teams-client.ts';
import { raiseCases } from '../support/cases.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { p50AndP99, sharedNow, takeTurns, warmUpTurns } from '../support/measure.ts';
import { responsesOnRecord } from '../support/responses.ts';
import { startScene } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';

/** The same in Teams: each card stands in place of a message of its own, about a case of its own. */
export const answerCard: Figure = {
  name: 'answer-card',
  title: 'a card submitted until it is answered, after the commit',
  measure,
};

const against = 'bare botbuilder plus one durable INSERT';
const goal = { atMost: 2 };
const act = 'respond';
const mostAtOnce = 32;

/** A notice as it stands in somebody's conversation, with the case that it is about. */
type Notice = {
  readonly officer: Scene['officers'][number];
  readonly message: string;
  readonly caseId: string;
};
/** The form as the bot really opens it. */
type OpenedCard = {
  readonly card: unknown;
  readonly form: z.infer<typeof formShape>['concordat'];
  readonly inputs: Readonly<Record<string, string>>;
};

async function measure(bench: Bench): Promise<readonly Row[]> {
  const scene = await startScene(bench, { officers: mostAtOnce });
  const counts = { rounds: bench.quick ? 2 : 5 };
  const neededAt = (atOnce: number): number => {
    const turns = turnsOf(bench, atOnce);
    return (counts.rounds * turns + warmUpTurns(turns)) * atOnce;
  };
  const kinds = [1, mostAtOnce];
  const needed = kinds.map(neededAt).reduce((sum, one) => sum + one, 1);
  bench.say(`raising ${needed} cases`);
  await raiseCases(
    scene,
    needed,
    scene.officers.map(({ person }) => person),
  );
  const notices = await allNotices(scene, needed);
  const sample = notices.pop();
  if (sample === undefined) throw new Error('Nobody was written to');
  const opened = await openedCard(scene, sample);
  const bare = await scene.startBareBotbuilder(opened.card);
  const rows: Row[] = [];
  for (const atOnce of kinds) {
    const turns = turnsOf(bench, atOnce);
    bench.say(`${atOnce} at once`);
    const before = await responsesOnRecord(scene);
    const rounds = await takeTurns(
      { ...counts, turns },
      {
        ours: () => submit(scene, scene.port, opened, notices.splice(0, atOnce)),
        baseline: () =>
          submit(
            scene,
            bare,
            opened,
            Array.from({ length: atOnce }, () => sample),
          ),
      },
    );
    const after = await responsesOnRecord(scene);
    if (after - before !== neededAt(atOnce))
      throw new Error(`${neededAt(atOnce)} cards were answered, and ${after - before} are on record`);
    const about = { figure: answerCard.name, what: `${atOnce} at once`, unit: 'ms', against, goal } as const;
    rows.push(...p50AndP99(about, rounds));
  }
  return rows;
}

function turnsOf({ quick }: Bench, atOnce: number): number {
  if (atOnce === 1) return quick ? 30 : 60;
  return quick ? 3 : 5;
}

/** Teams takes only so much for one person at once, so some wait for their turn: until everybody has heard of every case. */
async function allNotices(scene: Scene, count: number): Promise<Notice[]> {
  const giveUpAt = Date.now() + 180_000;
  for (;;) {
    await scene.settled();
    const notices = await noticesOf(scene);
    if (notices.length === count) return notices;
    if (Date.now() > giveUpAt) throw new Error(`${notices.length} notices of ${count} have come`);
    await pause(500);
  }
}

/** What everybody was sent of a case that is theirs to answer, in turns: two that stand side by side are of two people. */
async function noticesOf({ teams, officers }: Scene): Promise<Notice[]> {
  const byOfficer = await Promise.all(
    officers.map(async (officer) =>
      (await teams.messagesTo(officer)).flatMap(({ id, activity }): readonly Notice[] => {
        const [{ content }] = activityShape.parse(activity).attachments;
        const button = readCard(id, content).seen.buttons.find((one) => one.act?.do === act);
        const caseId = button?.act?.caseId;
        return caseId === undefined ? [] : [{ officer, message: id, caseId }];
      }),
    ),
  );
  const most = Math.max(...byOfficer.map(({ length }) => length));
  const inTurns = Array.from({ length: most }, (_, index) =>
    byOfficer.flatMap((theirs) => theirs[index] ?? []),
  );
  const notices = inTurns.flat();
  const twice = notices.length - new Set(notices.map(({ caseId }) => caseId)).size;
  if (twice > 0) throw new Error(`${twice} notices of ${notices.length} came twice`);
  return notices;
}

async function openedCard({ teams, port }: Scene, { officer, message, caseId }: Notice): Promise<OpenedCard> {
  const press = writeCarried({ act: { do: act, caseId } });
  const { status, body } = await teams.execute(port, officer, message, press);
  if (status !== 200) throw new Error(`the press was answered with status ${status}`);
  const { value: card } = cardShape.parse(body);
  const { send, seen } = readCard(message, card);
  const given = new Map(seen.fields.map((field) => [field.id, answerTo(field)]));
  const { concordat } = formShape.parse(send?.data);
  return { card, form: concordat, inputs: inputsOf(seen.fields, given) };
}

function answerTo({ id, kind, choices }: SeenField): string {
  switch (kind) {
    case 'text':
      return 'A plan for the medicines that stands before the discharge.';
    case 'choice':
      return (choices.find((choice) => choice.id === 'no') ?? choices[0])?.id ?? '';
    default:
      throw new Error(`The bench does not know how to answer ${id}, a ${kind}`);
  }
}

/** One card for each notice, all at once; the milliseconds until each is answered. */
async function submit(
  scene: Scene,
  port: number,
  { form, inputs }: OpenedCard,
  notices: readonly Notice[],
): Promise<readonly number[]> {
  const times = await Promise.all(
    notices.map(async ({ officer, message, caseId }) => {
      const data = {
        concordat: { ...form, form: { ...form.form, act: { ...form.form.act, caseId } } },
        ...inputs,
      };
      const at = sharedNow();
      const { status, body } = await scene.teams.execute(port, officer, message, data);
      const took = sharedNow() - at;
      if (status !== 200 || !cardShape.safeParse(body).success)
        throw new Error(`a card was answered with ${status}: ${JSON.stringify(body)}`);
      // What was not done is said on a card too.
      if (port === scene.port && !JSON.stringify(body).includes(': done'))
        throw new Error(`a card was answered, and nothing was done: ${JSON.stringify(body)}`);
      return took;
    }),
  );
  await scene.settled();
  return times;
}

const activityShape = z.object({ attachments: z.tuple([z.object({ content: z.unknown() })]) });
const cardShape = z.object({
  type: z.literal('application/vnd.microsoft.card.adaptive'),
  value: z.unknown(),
});
const formShape = z.object({
  concordat: z.looseObject({ form: z.looseObject({ act: z.looseObject({ do: z.string() }) }) }),
});
