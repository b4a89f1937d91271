import { nextRung } from '../../case/rungs.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import { oneOf } from '../answers.ts';
import type { Block } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { sayList, sayPerson, saySide } from '../wording/telling.ts';
import { commanded, longText, smallBlock, textBlock } from './fields.ts';

/** Up the line inside a stage: who would act then, on each side; no date moves. */
export const goUpARung: CaseConversation = {
  does: 'go-up-a-rung',
  title: 'One rung up the line',
  submit: 'Take it up',
  writes: 'RungTaken',
  risk: 'and-done',
  ask: (context) => ({
    intro: whoActs(context),
    fields: [
      longText(
        {
          id: 'reason',
          label: 'Why can it not be settled where it is?',
          hint: 'You can leave this empty. Do not name the adult.',
        },
        false,
      ),
    ],
  }),
  command: (_context, answers, head, seal) => {
    const reason = oneOf(answers, 'reason');
    return commanded({
      type: 'go-up-a-rung',
      ...head,
      ...(reason === '' ? {} : { reason: seal(reason) }),
    });
  },
};

function whoActs({ rules, state, person, now }: CaseContext): readonly Block[] {
  const found = nextRung(state, rules, now);
  const { rungs } = stageOf(rules.policy, state.stage);
  const lines = state.sides.map(({ key }) => {
    const people = (found?.actors ?? []).filter(({ side }) => side === key);
    const stays = people.every((one) => state.actors.some((actor) => actor.person === one.person));
    const who = sayList(people.map((one) => sayPerson(one.person, { rules, reader: person })));
    return `${saySide(key, state, rules)}: ${who}${stays ? ', as now' : ''}`;
  });
  return [
    textBlock('Who acts then, for each side:'),
    { kind: 'list', items: lines },
    textBlock('Both sides go up together. No date moves, and you hear how it ends.'),
    ...(rungs === undefined ? [] : [smallBlock(saySource(rungs))]),
  ];
}
