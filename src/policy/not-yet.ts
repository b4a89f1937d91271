import { notYetOwed } from './not-yet-owed.ts';
import { firstStage } from './policy-lookup.ts';
import type { Policy } from './policy.ts';
import type { StageRule } from './stage.ts';

/**
 * What a policy asks for and Concordat does not do yet, a plain sentence each; empty where a case follows the whole
 * procedure. The format can say more than the case engine can do: such a policy can be read, checked and counted,
 * and no case opens under it, because part of it would be left out without a word. Whoever teaches the engine a
 * construct takes its sentence away here.
 *
 * @example
 * notYetHonoured(solihull)
 * // => ['Stage 3 goes up rung by rung, from the manager up the line to the Director, … Concordat brings in …', …]
 */
export function notYetHonoured(policy: Policy): readonly string[] {
  return [
    ...beforeTheCase(policy),
    ...policy.stages.flatMap((stage) => [
      ...onTheWayIn(stage, policy),
      ...notYetOwed(stage),
      ...atTheEnd(stage),
    ]),
    ...ofPeople(policy),
    ...keptApart(policy),
  ];
}

/**
 * What a case follows in chat and Concordat does not put on paper yet: notes for the board's office that keep no case
 * from opening, because nothing of the procedure is left out.
 */
export function notYetPrinted({ forms, reports, document }: Policy): readonly string[] {
  return [
    ...forms.map(
      ({ title }) =>
        `The form “${title}” can be filled in and read here. Concordat makes no document of it yet.`,
    ),
    ...reports.map(({ title }) => `There is a report, “${title}”. Concordat does not make it yet.`),
    ...(document.marking === undefined
      ? []
      : [
          `What is printed carries the marking ${document.marking}. Concordat shows it and prints nothing yet.`,
        ]),
  ];
}

function beforeTheCase({ triage, raise, stages }: Policy): readonly string[] {
  const label = (id: string) => stages.find((stage) => stage.id === id)?.label ?? id;
  const when = {
    'immediate-risk': 'at immediate risk',
    'serious-risk': 'at serious risk',
    any: 'at any time',
  };
  return [
    ...triage.skips.map(
      (skip) =>
        `A case can begin further up ${when[skip.when]}: at ${skip.to.map(label).join(' or ')}. Concordat still begins every case at the first stage.`,
    ),
    ...(triage.risk.outer_limit === undefined
      ? []
      : [
          'There is an outer limit for telling somebody of an immediate risk. Concordat does not show it yet.',
        ]),
    ...(raise.on_behalf === undefined
      ? []
      : ['Somebody can raise it for another person and says so. Concordat does not ask for whom yet.']),
  ];
}

function onTheWayIn(stage: StageRule, policy: Policy): readonly string[] {
  const { label, informal, set_words } = stage;
  return [
    ...(informal
      ? [
          `“${label}” comes before the stages. Concordat still begins every case at ${firstStage(policy).label}.`,
        ]
      : []),
    ...(set_words === undefined
      ? []
      : [`Messages of ${label} carry set words. Concordat leaves them out so far.`]),
  ];
}

function atTheEnd({ label, closings }: StageRule): readonly string[] {
  return closings.map(
    (closing) => `${label} can be closed with “${closing.label}”. Concordat has no button for it yet.`,
  );
}

function ofPeople({ roles, contacts, board_office, triage, forms }: Policy): readonly string[] {
  const { risk, diversions } = triage;
  const shown = [
    board_office,
    risk.out_of_hours,
    risk.leads_from,
    risk.refers_to?.contact,
    ...diversions.map(({ contact }) => contact),
    ...forms.map(({ send }) => send?.to),
  ];
  const unseen = contacts.filter(({ id }) => !shown.includes(id));
  return [
    ...roles
      .filter(({ alternates }) => alternates.some(({ held_by }) => held_by === 'acting-agency'))
      .map(
        ({ label }) =>
          `Another agency’s ${label} can act for one that has none. Concordat does not look there yet.`,
      ),
    ...(unseen.length === 0
      ? []
      : [
          `The file lists contacts beyond those of the risk question and of other routes: ${unseen.length}. Concordat shows them nowhere yet.`,
        ]),
  ];
}

/** Answers that are kept apart: those of the raise and of the forms are. */
function keptApart({ response, discussion, outcome, stages }: Policy): readonly string[] {
  const entry = stages.flatMap(({ entry_fields }) => entry_fields);
  return [...response.fields, ...discussion.fields, ...outcome.fields, ...entry]
    .filter(({ restricted }) => restricted)
    .map(
      ({ label }) =>
        `“${label}” is kept apart from the rest. Concordat does that only for what is raised and for forms so far.`,
    );
}
