import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Asked } from '../../demo/answers.ts';
import type { PracticeView } from '../../demo/practice-shapes.ts';
import { fieldsOf, initialAnswersOf, valuesOf, wordsOf, type Field } from '../../demo/reading-views.ts';
import { writeAct } from '../../src/adapters/slack/carry.ts';
import type { Act } from '../../src/flows/chat-input.ts';
import type { Dice } from '../plan/dice.ts';
import type { Partner } from '../scene/partners.ts';
import type { Scene } from '../scene/scene.ts';
import type { OpenedView } from '../scene/slack.ts';
import type { Post } from './post.ts';
import {
  answersTo,
  mostSteps,
  mostTries,
  type Answer,
  type Answering,
  type Read,
  type Screen,
} from './screen.ts';

const answered = z.object({
  response_action: z.string().optional(),
  errors: z.record(z.string(), z.string()).optional(),
  view: z.unknown().optional(),
});

/** A person's Slack: a button or the command opens a view. */
export function slackScreen({ platform: { slack }, clock }: Scene, post: Post): Screen {
  /** Presses until a form comes up; where none does after some tries, there is nothing to fill in. */
  async function opened(
    dice: Dice,
    request: (trigger: string) => Parameters<Post['send']>[0],
  ): Promise<OpenedView | undefined> {
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const trigger = slack.newTrigger();
      const { status } = await post.send(request(trigger), dice);
      const view = slack.openedBy(trigger);
      if (view !== undefined || status !== 200) return view;
    }
    return undefined;
  }

  async function fillIn(
    person: Partner,
    first: OpenedView | undefined,
    dice: Dice,
    answering: Answering,
  ): Promise<Read> {
    let front = first;
    let insisted: readonly string[] = [];
    for (let step = 0; front !== undefined && step < mostSteps; step += 1) {
      const { view } = front;
      if (view.submit === undefined) break;
      const insists = insisted;
      const questions = fieldsOf(view).map((field) => asked(field, insists.includes(field.blockId)));
      const answers = answersTo(questions, clock.now(), answering);
      const { body } = await post.send(
        { kind: 'interact', payload: submission(person, front, answers) },
        dice,
      );
      const said = answered.safeParse(body).data;
      if (said?.errors !== undefined) {
        insisted = [...insisted, ...Object.keys(said.errors)];
        continue; // the same view again, with the same hash, as in Slack
      }
      insisted = [];
      if (said?.response_action !== 'update') return { words: wordsOf(view) };
      front = { id: front.id, hash: randomUUID(), view: said.view as PracticeView }; // the bot's own view
    }
    return front === undefined ? undefined : { words: wordsOf(front.view) };
  }

  return {
    press: async (person, act, dice) => {
      const view = await opened(dice, (trigger) => ({
        kind: 'interact',
        payload: press(person, act, trigger),
      }));
      return fillIn(person, view, dice, () => undefined);
    },
    type: async (person, text, dice, answering) => {
      const view = await opened(dice, (trigger) => ({
        kind: 'command',
        fields: command(person, text, trigger),
      }));
      return fillIn(person, view, dice, answering);
    },
  };
}

function command({ account }: Partner, text: string, trigger: string) {
  return { command: '/escalate', text, team_id: account.space, user_id: account.user, trigger_id: trigger };
}

function press({ account }: Partner, act: Act, trigger: string) {
  return {
    type: 'block_actions',
    ...from({ account }),
    trigger_id: trigger,
    actions: [{ type: 'button', action_id: act.do, block_id: 'act', action_ts: '1', value: writeAct(act) }],
  };
}

function submission(
  person: Partner,
  { id, hash, view }: OpenedView,
  answers: Readonly<Record<string, Answer>>,
) {
  const shown = { ...initialAnswersOf(view), ...answers };
  return {
    type: 'view_submission',
    ...from(person),
    view: { ...view, id, hash, team_id: person.account.space, state: { values: valuesOf(view, shown) } },
  };
}

function from({ account }: Pick<Partner, 'account'>) {
  return { user: { id: account.user, team_id: account.space }, team: { id: account.space } };
}

function asked(
  { blockId, type, label, hint = '', optional, options, initial }: Field,
  insisted: boolean,
): Asked {
  return {
    id: blockId,
    label,
    kind: kindOf(type, options.length),
    choices: options.map(({ value, text }) => ({ value, label: text.text })),
    optional: optional && !insisted && !hint.includes('Still missing'),
    offered: initial !== undefined && !insisted,
  };
}

function kindOf(type: string, options: number): 'text' | 'choice' | 'many' | 'date' {
  if (type === 'datepicker') return 'date';
  if (type === 'checkboxes' || type === 'multi_static_select') return 'many';
  return options > 0 ? 'choice' : 'text';
}
