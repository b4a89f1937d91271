import { nearest } from './nearest.ts';
import type { Policy } from './policy.ts';
import type { Finding, Path } from './problem.ts';

/** A place that names something listed elsewhere in the file. */
type Reference = { readonly path: Path; readonly id: string | undefined; readonly what: Kind };
type Kind = keyof ReturnType<typeof idsOf>;

/** Whether every name in a policy leads to something that is there, and no name stands for two things. */
export function checkReferences(policy: Policy): readonly Finding[] {
  const ids = idsOf(policy);
  const all = [...referencesIn(policy), ...readingsIn(policy, [])];
  const lost = all.flatMap(({ path, id, what }) =>
    id === undefined || ids[what].includes(id) ? [] : [{ path, says: notThere(id, what, ids[what]) }],
  );
  return [...lost, ...duplicates(policy), ...choicesWithoutAnswers(policy)];
}

function idsOf(policy: Policy) {
  const listed = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  return {
    role: listed(policy.roles),
    recipient: [...listed(policy.roles), 'raiser', 'all-involved'],
    contact: listed(policy.contacts),
    stage: listed(policy.stages),
    flag: listed(policy.flags),
    form: listed(policy.forms),
    sector: listed(policy.sectors),
    reading: listed(policy.readings),
  };
}

function notThere(id: string, what: Kind, known: readonly string[]): string {
  // Every stage number is one letter away from every other: that is no hint.
  const meant = id.length < 3 ? undefined : nearest(id, known);
  if (meant !== undefined) return `There is no ${what} "${id}" in this file. Did you mean "${meant}"?`;
  return known.length === 0
    ? `There is no ${what} "${id}" in this file, and none at all.`
    : `There is no ${what} "${id}" in this file. There are: ${known.join(', ')}.`;
}

function referencesIn(policy: Policy): readonly Reference[] {
  const { triage, roles, stages, forms, filing, reports, learning } = policy;
  const risk: Path = ['triage', 'risk'];
  return [
    { path: ['board_office'], id: policy.board_office, what: 'contact' },
    { path: [...risk, 'out_of_hours'], id: triage.risk.out_of_hours, what: 'contact' },
    { path: [...risk, 'leads_from'], id: triage.risk.leads_from, what: 'contact' },
    { path: [...risk, 'refers_to', 'contact'], id: triage.risk.refers_to?.contact, what: 'contact' },
    ...each(triage.risk.tells, [...risk, 'tells'], ({ role }) => [['role', role, 'role']]),
    ...each(triage.risk.offers, [...risk, 'offers'], ({ role }) => [['role', role, 'role']]),
    ...each(triage.diversions, ['triage', 'diversions'], ({ contact, flag }) => [
      ['contact', contact, 'contact'],
      ['flag', flag, 'flag'],
    ]),
    ...triage.skips.flatMap(({ to }, index) => names(to, ['triage', 'skips', index, 'to'], 'stage')),
    ...roles.flatMap(({ alternates }, index) =>
      alternates.flatMap(({ role, sectors, stages: only }, position): readonly Reference[] => {
        const path: Path = ['roles', index, 'alternates', position];
        return [
          { path: [...path, 'role'], id: role, what: 'role' },
          ...names(sectors, [...path, 'sectors'], 'sector'),
          ...names(only, [...path, 'stages'], 'stage'),
        ];
      }),
    ),
    ...stages.flatMap((stage, index) => referencesOfStage(stage, ['stages', index])),
    ...each(forms, ['forms'], ({ from_stage }) => [['from_stage', from_stage, 'stage']]),
    ...forms.flatMap(({ fields, send }, index): readonly Reference[] => [
      ...each(fields, ['forms', index, 'fields'], ({ of_stage, required_from: from }) => [
        ['of_stage', of_stage, 'stage'],
        ['required_from', from === 'closed' ? undefined : from, 'stage'],
      ]),
      { path: ['forms', index, 'send', 'to'], id: send?.to, what: 'contact' },
    ]),
    ...each(filing, ['filing'], ({ from_stage }) => [['from_stage', from_stage, 'stage']]),
    ...reports.flatMap((report, index) => names(report.stages, ['reports', index, 'stages'], 'stage')),
    ...each(learning?.goes_to ?? [], ['learning', 'goes_to'], ({ role }) => [['role', role, 'role']]),
  ];
}

function referencesOfStage(stage: Policy['stages'][number], path: Path): readonly Reference[] {
  const { people, forum } = stage;
  const inForum: Path = [...path, 'forum'];
  return [
    ...names(people.raising, [...path, 'people', 'raising'], 'role'),
    ...names(people.receiving, [...path, 'people', 'receiving'], 'role'),
    ...each(stage.through, [...path, 'through'], ({ role }) => [['role', role, 'role']]),
    ...names(stage.rungs?.roles, [...path, 'rungs', 'roles'], 'role'),
    ...each(stage.consulted, [...path, 'consulted'], ({ role }) => [['role', role, 'role']]),
    ...stage.obligations.flatMap(({ owed_by, only_if, form }, index): readonly Reference[] => [
      { path: [...path, 'obligations', index, 'owed_by', 'role'], id: owed_by.role, what: 'role' },
      { path: [...path, 'obligations', index, 'only_if'], id: only_if, what: 'flag' },
      { path: [...path, 'obligations', index, 'form'], id: form, what: 'form' },
    ]),
    ...each(stage.copies, [...path, 'copies'], ({ to }) => [['to', to, 'recipient']]),
    {
      path: [...path, 'policy_issue_goes_to', 'stage'],
      id: stage.policy_issue_goes_to?.stage,
      what: 'stage',
    },
    { path: [...path, 'needs_form', 'form'], id: stage.needs_form?.form, what: 'form' },
    { path: [...inForum, 'head'], id: forum?.head, what: 'role' },
    ...names(forum?.heads, [...inForum, 'heads'], 'role'),
    { path: [...inForum, 'gateway', 'role'], id: forum?.gateway?.role, what: 'role' },
    {
      path: [...inForum, 'conflict_of_interest', 'head'],
      id: forum?.conflict_of_interest?.head,
      what: 'role',
    },
    {
      path: [...inForum, 'conflict_of_interest', 'gateway'],
      id: forum?.conflict_of_interest?.gateway,
      what: 'role',
    },
    ...names(forum?.answers.shown_to, [...inForum, 'answers', 'shown_to'], 'role'),
  ];
}

function each<T>(
  list: readonly T[],
  path: Path,
  pick: (one: T) => readonly (readonly [string, string | undefined, Kind])[],
): readonly Reference[] {
  return list.flatMap((one, index) =>
    pick(one).map(([key, id, what]) => ({ path: [...path, index, key], id, what })),
  );
}

function names(ids: readonly string[] | undefined, path: Path, what: Kind): readonly Reference[] {
  return (ids ?? []).map((id, index) => ({ path: [...path, index], id, what }));
}

/** Any rule, at any depth, can name the reading that it rests on. */
function readingsIn(value: unknown, path: Path): readonly Reference[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => readingsIn(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]): readonly Reference[] =>
    key === 'reading' && typeof inside === 'string'
      ? [{ path: [...path, key], id: inside, what: 'reading' }]
      : readingsIn(inside, [...path, key]),
  );
}

function duplicates(policy: Policy): readonly Finding[] {
  const { raise, response, discussion, outcome, triage } = policy;
  const at = (path: Path, list: readonly { readonly id: string }[]) =>
    list.map(({ id }, index) => ({ id, path: [...path, index, 'id'] }));
  return [
    at(['sectors'], policy.sectors),
    [
      ...at(['contacts'], policy.contacts),
      { id: triage.risk.emergency.id, path: ['triage', 'risk', 'emergency', 'id'] },
    ],
    at(['roles'], policy.roles),
    at(['themes'], policy.themes),
    at(['triage', 'diversions'], triage.diversions),
    at(['triage', 'skips'], triage.skips),
    // These are looked up by id alone, so one name may not be asked twice in a case.
    [
      ...at(['raise', 'fields'], raise.fields),
      ...at(['response', 'fields'], response.fields),
      ...at(['discussion', 'fields'], discussion.fields),
      ...at(['outcome', 'fields'], outcome.fields),
    ],
    at(['raise', 'priorities'], raise.priorities),
    at(['flags'], policy.flags),
    at(['stages'], policy.stages),
    ...policy.stages.map(({ obligations }, index) => at(['stages', index, 'obligations'], obligations)),
    at(['forms'], policy.forms),
    ...policy.forms.map(({ fields }, index) => at(['forms', index, 'fields'], fields)),
    at(['filing'], policy.filing),
    at(['reports'], policy.reports),
    at(['readings'], policy.readings),
  ].flatMap((list) =>
    list
      .filter(({ id }, index) => list.findIndex((other) => other.id === id) < index)
      .map(({ id, path }) => ({
        path,
        says: `The name "${id}" is used twice in the same list. Names must differ.`,
      })),
  );
}

function choicesWithoutAnswers({ raise, response, discussion, outcome }: Policy): readonly Finding[] {
  const sections = { raise, response, discussion, outcome };
  return Object.entries(sections).flatMap(([section, { fields }]) =>
    fields.flatMap(({ type, choices, label }, index) =>
      (type === 'choice' || type === 'choices') && (choices ?? []).length === 0
        ? [
            {
              path: [section, 'fields', index, 'type'],
              says: `"${label}" is a choice, and "choices" has no answers.`,
            },
          ]
        : [],
    ),
  );
}
