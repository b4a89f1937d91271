import type { Policy } from '../policy/policy.ts';
import { administratorRole } from './administrator.ts';
import type { DirectoryFile, ListedAgency, ListedPerson, Place, Remark } from './directory-file.ts';
import { nearest } from '../policy/nearest.ts';
import { domainOfAddress, isLastResort } from './lookup.ts';

/** The parts of a board's policy that say who is needed. */
export type PolicyNeeds = Pick<Policy, 'board' | 'name' | 'sectors' | 'roles' | 'stages' | 'triage'>;

/** Roles of which somebody should hold at least one, and what for. */
type Need = { readonly roles: readonly string[]; readonly what: string };

/**
 * What a directory file lacks for the procedures it is to serve: boards, sectors and roles that no policy knows, and
 * roles that nobody holds although a policy turns to them. Warnings, not problems: a directory grows, and a case tells
 * the people in it when it finds nobody.
 *
 * @param policies every policy in use; an agency is held against those of its own boards
 */
export function checkAgainst(file: DirectoryFile, policies: readonly PolicyNeeds[]): readonly Remark[] {
  return [
    ...file.agencies.flatMap((listed) => agencyWarnings(listed, policies)),
    ...file.people.flatMap((listed) => unknownRoles(listed, file, policies)),
    ...file.people.flatMap((listed) => outsideDomains(listed, file)),
    ...policies.flatMap((policy) => unmet(policy, file)),
    ...policies.flatMap((policy) => noTelephone(policy, file)),
  ].sort((one, other) => one.line - other.line || one.column - other.column);
}

function agencyWarnings(listed: ListedAgency, policies: readonly PolicyNeeds[]): readonly Remark[] {
  const { name, boards, officeOf, sector, spaces } = listed.agency;
  const known = policies.map(({ board }) => board);
  const named = officeOf === undefined ? boards : [...boards, officeOf];
  const unknown = named.filter((board) => !known.includes(board));
  const theirs = policies.filter(({ board }) => boards.includes(board));
  const sectors = theirs.flatMap((policy) => policy.sectors.map(({ id }) => id));
  return [
    ...unknown.map((board) =>
      at(listed, `${name} names the board "${board}", which has no policy here. ${guess(board, known)}`),
    ),
    ...(theirs.length > 0 && !sectors.includes(sector)
      ? [
          at(
            listed,
            `${name} has the sector "${sector}", which its board's policy does not know. ${guess(sector, sectors)}`,
          ),
        ]
      : []),
    ...(spaces.length === 0
      ? [
          at(
            listed,
            `${name} lists no Slack workspace, no Microsoft 365 tenant and no mail domain: none of its people can be recognised or reached.`,
          ),
        ]
      : []),
  ];
}

function unknownRoles(
  listed: ListedPerson,
  file: DirectoryFile,
  policies: readonly PolicyNeeds[],
): readonly Remark[] {
  const { name, roles, agency: id } = listed.person;
  const agency = file.agencies.find((other) => other.agency.id === id)?.agency;
  const theirs = policies.filter(
    ({ board }) => agency?.boards.includes(board) === true || agency?.officeOf === board,
  );
  if (theirs.length === 0) return [];
  const known = [
    ...new Set([...theirs.flatMap((policy) => policy.roles.map(({ id }) => id)), administratorRole]),
  ];
  return roles
    .filter((role) => !known.includes(role))
    .map((role) =>
      at(
        listed,
        `${name} has the role "${role}", which no policy of their agency's boards knows. ${guess(role, known)}`,
      ),
    );
}

/** Where an agency has nothing but e-mail, an address outside its domains is one that nothing is sent to. */
function outsideDomains(listed: ListedPerson, file: DirectoryFile): readonly Remark[] {
  const { name, email, agency: id } = listed.person;
  const agency = file.agencies.find((other) => other.agency.id === id)?.agency;
  const spaces = agency?.spaces ?? [];
  if (agency === undefined || spaces.length === 0 || !spaces.every(isLastResort)) return [];
  if (spaces.some((space) => space.id === domainOfAddress(email))) return [];
  const says = `${name} cannot be reached: ${email} is in no mail domain of ${agency.name}. List its domain for the agency, or correct the address.`;
  return [at(listed, says)];
}

function unmet(policy: PolicyNeeds, file: DirectoryFile): readonly Remark[] {
  const partners = file.agencies.filter(
    ({ agency }) => agency.officeOf !== policy.board && agency.boards.includes(policy.board),
  );
  const office = file.agencies.find(({ agency }) => agency.officeOf === policy.board);
  const noOffice =
    office === undefined && partners.length > 0
      ? [
          {
            line: 1,
            column: 1,
            says: `No agency is the office of ${policy.name}. Add one with office_of: ${policy.board}, its business manager and its chair.`,
          },
        ]
      : [];
  return [
    ...noOffice,
    ...partners.flatMap((agency) => lacking(agency, agencyNeeds(policy, agency.agency.sector), policy, file)),
    ...(office === undefined ? [] : lacking(office, officeNeeds(policy), policy, file)),
  ];
}

/** What a policy asks of every agency: somebody at each stage, and those who are told of a risk at once. */
function agencyNeeds(policy: PolicyNeeds, sector: string): readonly Need[] {
  const stages = policy.stages.flatMap((stage): Need[] => {
    const ofAgency = [...stage.people.raising, ...stage.people.receiving].filter((role) =>
      isOf(policy, role, 'agency'),
    );
    return ofAgency.length === 0
      ? []
      : [
          {
            roles: withAlternates(policy, ofAgency, sector, stage.id),
            what: `acts for it at ${stage.label}`,
          },
        ];
  });
  const told = policy.triage.risk.tells
    .filter(({ role }) => isOf(policy, role, 'agency'))
    .map(({ role }): Need => ({
      roles: withAlternates(policy, [role], sector),
      what: 'is told at once when an adult is at immediate risk',
    }));
  return [...stages, ...told];
}

/** What a policy asks of the board itself: those who head its forums, pass matters on, owe duties or get copies. */
function officeNeeds(policy: PolicyNeeds): readonly Need[] {
  return policy.stages.flatMap((stage): Need[] => {
    const { forum, copies, obligations } = stage;
    const roles = [
      ...(forum === undefined ? [] : [forum.head, ...(forum.heads ?? [])]),
      ...(forum?.gateway === undefined ? [] : [forum.gateway.role]),
      ...copies.map(({ to }) => to),
      ...obligations.filter((rule) => rule.owed_by.side === 'board').map((rule) => rule.owed_by.role),
    ];
    return [...new Set(roles)]
      .filter((role) => isOf(policy, role, 'board'))
      .map((role): Need => ({ roles: [role], what: `is needed at ${stage.label}` }));
  });
}

/** One warning for each set of roles that nobody holds, with everything that it is needed for. */
function lacking(
  listed: ListedAgency,
  needs: readonly Need[],
  policy: PolicyNeeds,
  file: DirectoryFile,
): readonly Remark[] {
  const held = new Set(
    file.people
      .filter(({ person }) => person.agency === listed.agency.id)
      .flatMap(({ person }) => person.roles),
  );
  const reasons = new Map<string, Set<string>>();
  for (const { roles, what } of needs) {
    if (roles.some((role) => held.has(role))) continue;
    const key = [...new Set(roles)].map((role) => labelled(policy, role)).join(' or ');
    reasons.set(key, (reasons.get(key) ?? new Set()).add(what));
  }
  return [...reasons].map(([role, what]) =>
    at(
      listed,
      `Nobody at ${listed.agency.name} is ${role}, who ${[...what].join(', and ')} (${policy.name}). Give somebody the role.`,
    ),
  );
}

function noTelephone(policy: PolicyNeeds, file: DirectoryFile): readonly Remark[] {
  const told = new Set(policy.triage.risk.tells.map(({ role }) => role));
  const partners = new Set(
    file.agencies.filter(({ agency }) => agency.boards.includes(policy.board)).map(({ agency }) => agency.id),
  );
  return file.people
    .filter(({ person }) => partners.has(person.agency) && person.telephone === undefined)
    .filter(({ person }) => person.roles.some((role) => told.has(role)))
    .map((listed) =>
      at(
        listed,
        `${listed.person.name} is told at once when an adult is at immediate risk, and has no telephone. A message is not enough: add one.`,
      ),
    );
}

/** The roles, and those that may act instead in this sector and at this stage. An alert is at no stage. */
function withAlternates(
  policy: PolicyNeeds,
  roles: readonly string[],
  sector: string,
  stage?: string,
): readonly string[] {
  return roles.flatMap((id) => {
    const alternates = policy.roles.find((role) => role.id === id)?.alternates ?? [];
    const here = alternates.filter(
      ({ sectors, stages }) =>
        (sectors?.includes(sector) ?? true) &&
        (stages === undefined || (stage !== undefined && stages.includes(stage))),
    );
    return [id, ...here.map(({ role }) => role)];
  });
}

function isOf(policy: PolicyNeeds, id: string, of: 'agency' | 'board'): boolean {
  return policy.roles.some((role) => role.id === id && role.of === of);
}

function labelled(policy: PolicyNeeds, id: string): string {
  const label = policy.roles.find((role) => role.id === id)?.label ?? id;
  return label.toLowerCase().replace(/\s+/g, '-') === id ? `"${id}"` : `"${id}" (${label})`;
}

function guess(typed: string, known: readonly string[]): string {
  const meant = nearest(typed, known);
  return meant === undefined ? `Known here: ${[...new Set(known)].join(', ')}.` : `Did you mean "${meant}"?`;
}

function at(place: Place, says: string): Remark {
  return { line: place.line, column: place.column, says };
}
