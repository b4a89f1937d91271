import type { Policy } from './policy.ts';
import type { Finding } from './problem.ts';
import type { StageRule } from './stage.ts';

const ofAStage: readonly (string | undefined)[] = ['stage-entered', 'stage-concluded'];

/** Whether forms can be filled in when they are needed, and whether the ladder begins and ends where it should. */
export function checkForms(policy: Policy): readonly Finding[] {
  return [
    ...policy.forms.flatMap(({ fields }, index) =>
      fields.flatMap(({ prefill, of_stage }, position): readonly Finding[] => {
        if (!ofAStage.includes(prefill) || of_stage !== undefined) return [];
        const says = `"prefill: ${String(prefill)}" asks for a stage: add "of_stage" with the id of one.`;
        return [{ path: ['forms', index, 'fields', position, 'prefill'], says }];
      }),
    ),
    ...policy.stages.flatMap((stage, index) => [
      ...formComesTooLate(policy, stage, index),
      ...informalTooLate(policy, stage, index),
      ...neverLeft(policy, stage, index),
    ]),
  ];
}

function formComesTooLate({ forms, stages }: Policy, stage: StageRule, index: number): readonly Finding[] {
  const form = forms.find(({ id }) => id === stage.needs_form?.form);
  const from = stages.find(({ id }) => id === form?.from_stage);
  if (form === undefined || from === undefined || stages.indexOf(from) <= index) return [];
  const says = `"${stage.label}" cannot be reached: it needs the form "${form.id}", which begins at "${from.label}" only.`;
  return [{ path: ['stages', index, 'needs_form', 'form'], says }];
}

function informalTooLate({ stages }: Policy, stage: StageRule, index: number): readonly Finding[] {
  const first = stages.findIndex(({ informal }) => !informal);
  if (!stage.informal || first < 0 || index < first) return [];
  const says = `"${stage.label}" cannot be reached: an informal stage comes before the first that is not.`;
  return [{ path: ['stages', index, 'informal'], says }];
}

/** The last stage ends in something: an agreed outcome, a forum's word, or another way to close it. */
function neverLeft({ stages }: Policy, stage: StageRule, index: number): readonly Finding[] {
  const { forum, closings, obligations, label } = stage;
  if (index < stages.length - 1 || forum !== undefined || closings.length > 0) return [];
  if (obligations.some(({ duty }) => ends.includes(duty))) return [];
  const says = `"${label}" is the last and cannot be left: add a forum, or a duty "resolve" or "review", that ends it.`;
  return [{ path: ['stages', index, 'obligations'], says }];
}

const ends: readonly string[] = ['resolve', 'review', 'recommend', 'decide', 'mediate'];
