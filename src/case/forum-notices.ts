import type { PersonId } from '../directory/directory.ts';
import { maySee } from './access.ts';
import { assertNever } from './assert-never.ts';
import type { Rules } from './decision.ts';
import type { NoticeAbout } from './effect.ts';
import type { Entry } from './events.ts';
import type { ForumEvent } from './forum-events.ts';
import { gatewayRole } from './forum-heads.ts';
import { instantOf } from './moment.ts';
import { actorsOf, everyone, holdersOf } from './recipients.ts';
import type { RaisedCase } from './state.ts';

type Told = readonly { readonly about: NoticeAbout; readonly to: readonly PersonId[] }[];

/** Who hears of what happens around a forum and its meetings. */
export function forumTellings(
  event: ForumEvent & { readonly by: PersonId },
  { entry, at }: Entry,
  state: RaisedCase,
  rules: Rules,
): Told {
  const others = (people: readonly PersonId[]) => people.filter((person) => person !== event.by);
  const all = (people: readonly PersonId[]) =>
    telling({ what: event.type, entry }, others(people), state, rules, at);
  switch (event.type) {
    case 'PanelConvened':
      return all([
        ...event.members.map(({ person }) => person),
        ...event.off,
        ...forumPeople(state, rules),
        ...everyone(state),
      ]);
    case 'MeetingCalled':
      return all([...event.of, ...forumPeople(state, rules), ...everyone(state)]);
    case 'MeetingNotHeld': {
      const called = state.meetings?.find((one) => one.entry === event.meeting);
      const asked = called === undefined ? [] : [called.by, ...called.of];
      return all([...asked, ...forumPeople(state, rules), ...everyone(state)]);
    }
    case 'MediationOffered':
      return all(everyone(state));
    case 'MediationAnswered':
    case 'MediationFailed':
      return all([...everyone(state), ...forumPeople(state, rules)]);
    case 'ConflictSaid': {
      const next = holdersOf(event.head, rules);
      return all([...everyone(state), ...forumPeople(state, rules), ...event.people, ...next]);
    }
    case 'HeadMadeAware':
      return all([event.head, ...everyone(state)]);
    case 'DecisionDrafted':
    case 'DecisionAgreed':
    case 'DecisionDisputed':
      return all(forumPeople(state, rules));
    default:
      return assertNever(event);
  }
}

/** Those who may read the case get the notice itself; anybody else who is to know hears its reference alone. */
function telling(
  about: NoticeAbout,
  to: readonly PersonId[],
  state: RaisedCase,
  rules: Rules,
  at: string,
): Told {
  const now = instantOf(at);
  const reads = (person: PersonId) => maySee(person, state, rules, now) === 'content';
  const { entry } = about;
  return [
    { about, to: to.filter(reads) },
    { about: { what: 'reference', entry }, to: to.filter((person) => !reads(person)) },
  ];
}

/** Whoever heads the forum, sits on its panel, runs the office on the way to it, or acts for the board. */
export function forumPeople(state: RaisedCase, rules: Rules): readonly PersonId[] {
  const gateway = gatewayRole(state, rules);
  const office = gateway === undefined ? [] : holdersOf(gateway, rules);
  const panel = state.panel?.members.map(({ person }) => person) ?? [];
  const heads = (state.heads ?? []).map(({ person }) => person);
  return [
    ...(state.head === undefined ? [] : [state.head]),
    ...heads,
    ...panel,
    ...office,
    ...actorsOf('board', state),
  ];
}
