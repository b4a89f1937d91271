import type { EventOf } from '../../case/events.ts';
import type { Alert } from '../../case/state.ts';
import type { PersonId } from '../../directory/directory.ts';
import { contactOf } from '../../policy/policy-lookup.ts';
import type { Block } from '../chat-message.ts';
import { sayOuterLimit } from '../immediate-risk/outer-limit.ts';
import type { EventWords } from './events/said.ts';
import { sayMoment, sayName, sayPerson, upperFirst, type Telling } from './telling.ts';

/** What somebody who is told of an immediate risk reads. */
export function wordsOfAlert(alert: Alert, telling: Telling): EventWords {
  const who = upperFirst(sayPerson(alert.reporter, telling));
  return {
    heading: 'An adult may be at immediate risk',
    says: [
      `${who} reported an immediate risk on ${sayMoment(alert.reportedAt)}: yes to “${telling.rules.policy.triage.risk.question}”`,
      `Ring ${who} now${phone(alert.reporter, telling)}. In an emergency ring ${telling.rules.policy.triage.risk.emergency.telephone ?? '999'}.`,
      ...sayOuterLimit(telling.rules, new Date(alert.reportedAt)),
    ],
    next: 'Ring first. Then say here what is in place for the adult. Until somebody does, everyone who was told is told again.',
  };
}

/** What whoever reported it reads while nobody has answered. */
export function wordsOfSilence(): EventWords {
  return {
    heading: 'Nobody has acknowledged yet',
    says: ['A message is not enough. Ring now:'],
    next: 'You are told as soon as somebody says what is in place for the adult.',
  };
}

/** What whoever reported it reads when somebody who has to hear of it cannot be reached: they ring at once. */
export function wordsOfUnreached(
  { person, why }: EventOf<'PersonUnreachable'>,
  telling: Telling,
): EventWords {
  return {
    heading: `${upperFirst(sayName(person, telling))} cannot be reached here`,
    says: [
      `Concordat cannot reach ${sayPerson(person, telling)}: ${why}. An adult may be at immediate risk. Ring now:`,
    ],
    next: 'Whoever stands in for them was told, if there is somebody. You are told as soon as somebody says what is in place for the adult.',
  };
}

/** What is said once somebody has answered. */
export function wordsOfAnswer(alert: Alert, telling: Telling): EventWords {
  const by = alert.answered;
  return {
    heading: 'Somebody is seeing to the immediate risk',
    says:
      by === undefined
        ? []
        : [
            `${upperFirst(sayPerson(by.by, telling))} said on ${sayMoment(by.at)} what is in place for the adult.`,
          ],
    next: 'Read what is in place. If it is not enough, ring them now.',
  };
}

/** What is said once the adult was referred: when and by whom. The reference is read in the case. */
export function wordsOfReferral({ referred, answered }: Alert, telling: Telling): EventWords {
  return {
    heading: 'The adult was referred',
    says:
      referred === undefined
        ? []
        : [
            `${upperFirst(sayPerson(referred.by, telling))} recorded that the adult was referred on ${sayMoment(referred.on)}. The reference is in the case.`,
          ],
    ...(answered === undefined
      ? { next: 'Nobody has said yet what is in place for the adult. A referral alone is no answer to that.' }
      : {}),
  };
}

/** Everybody to ring, with their telephone numbers: emergency first, then those who were told, then out of hours. */
export function whomToRing(
  told: readonly PersonId[],
  { reader, rules }: Pick<Telling, 'reader' | 'rules'>,
): Block {
  const { directory, policy } = rules;
  const { emergency, out_of_hours } = policy.triage.risk;
  const outOfHours =
    directory.agencies.get(reader.agency)?.outOfHours ?? contactOf(policy, out_of_hours).telephone;
  const people = [...new Set(told)]
    .filter((id) => id !== reader.id)
    .flatMap((id) => directory.people.get(id) ?? [])
    .map(({ name, telephone }) => ({ label: name, value: telephone ?? 'no telephone number is listed' }));
  return {
    kind: 'facts',
    facts: [
      { label: emergency.label, value: { strong: emergency.telephone ?? '999' } },
      ...people,
      { label: 'Out of hours', value: outOfHours ?? 'your agency has listed no number; ask your manager' },
    ],
  };
}

function phone(id: PersonId, { rules }: Telling): string {
  const number = rules.directory.people.get(id)?.telephone;
  return number === undefined ? '' : ` on ${number}`;
}
