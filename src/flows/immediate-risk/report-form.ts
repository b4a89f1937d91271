import type { Rules } from '../../case/decision.ts';
import { unopened } from '../../case/evolve.ts';
import type { CaseState } from '../../case/state.ts';
import type { Person } from '../../directory/directory.ts';
import { agencyOf, partnersOf } from '../../directory/lookup.ts';
import { oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Form } from '../chat-message.ts';
import { text } from '../page.ts';
import { pickFields } from '../pick.ts';
import { leadsIn, leadsOf, whatToDo, whomToRing } from './what-to-do.ts';

/**
 * Immediate risk: first whom to ring, then one press that tells them all. Nothing has to be filled in. `typed` is
 * what was filled in before, when the form is shown again.
 */
export function reportForm(
  person: Person,
  rules: Rules,
  caseId: string,
  now: Date,
  { state = unopened, typed = {} }: { readonly state?: CaseState; readonly typed?: Answers } = {},
): Form {
  const { policy, directory } = rules;
  const own = agencyOf(directory, person.id);
  const situation = oneOf(typed, 'situation');
  return {
    title: 'Immediate risk',
    context: { act: { do: 'report-immediate-risk', caseId, on: policy.board }, step: 'report' },
    intro: [
      ...whatToDo(rules, own === undefined ? [] : [own], now, whomToRing(person, rules, now, state)),
      text(
        `Press “Tell them now” and Concordat tells these people at once, and again every ${policy.reminders.repeat_alert_every_minutes} minutes until one of them says what is in place for the adult. A message is not enough: ring them as well.`,
      ),
    ],
    fields: [
      {
        kind: 'text',
        id: 'situation',
        label: 'What is happening?',
        hint: 'You can leave this empty. Do not name the adult.',
        required: false,
        long: true,
        max: 3000,
        ...(situation === '' ? {} : { value: situation }),
      },
      ...pickFields(otherAgency(person, rules), typed),
    ],
    submit: 'Tell them now',
    close: 'Cancel',
  };
}

/** The other agency whose lead is told as well, if the reporter wants: each with names and numbers. */
export function otherAgency(person: Person, { policy, directory }: Rules) {
  const options = partnersOf(directory, policy.board)
    .filter(({ id }) => id !== person.agency)
    .flatMap(({ id, name }) => {
      const leads = leadsOf(id, policy, directory);
      if (leads.length === 0) return [];
      const hint = leads.map((lead) => [lead.name, lead.telephone].filter(Boolean).join(', ')).join('; ');
      return [{ id, label: name, hint }];
    });
  return {
    id: 'also',
    label: `Another agency whose ${leadsIn(policy)} should be told too`,
    hint: 'You can leave this empty.',
    required: false,
    options,
  };
}
