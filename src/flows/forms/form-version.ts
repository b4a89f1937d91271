import { formOf, isThere, missingNow } from '../../case/form.ts';
import type { Box } from '../../case/form.ts';
import { isRaised } from '../../case/case-state.ts';
import type { AdultPart } from '../../case/form-drafts.ts';
import { evolve, unopened } from '../../case/evolve.ts';
import type { CaseState, RaisedCase } from '../../case/state.ts';
import type { FormRule } from '../../policy/question.ts';
import { sayDay } from '../../policy/say-date.ts';
import { readAdultDetails } from '../raise/adult-details.ts';
import { mayKnow } from '../read/who-is-the-adult.ts';
import type { RaisedReading } from '../read/read-page.ts';

/** One of the board's forms, as it stands now or as it stood once an entry was written. */
export type FormVersion = {
  readonly form: FormRule;
  readonly boxes: readonly Box[];
  /** The ids of the boxes that should have been filled in by then. */
  readonly missing: readonly string[];
  /** The case as it stood. */
  readonly state: RaisedCase;
  readonly entry?: number;
};

/** The version that is asked for; `undefined` where there was no such form then. */
export function formVersion(
  { form, entry }: { readonly form: FormRule; readonly entry?: number },
  { state: now, rules }: RaisedReading['known'],
): FormVersion | undefined {
  const state = entry === undefined ? now : stoodAt(entry, now);
  if (state === undefined || !isThere(form, state, rules)) return undefined;
  const missing = missingNow(form, state, rules).map(({ id }) => id);
  return {
    form,
    boxes: formOf(form, state, rules),
    missing,
    state,
    ...(entry === undefined ? {} : { entry }),
  };
}

/** The case as it stood once an entry was written. */
function stoodAt(entry: number, { entries }: RaisedCase): RaisedCase | undefined {
  const then = entries.filter((one) => one.entry <= entry).reduce<CaseState>(evolve, unopened);
  return isRaised(then) ? then : undefined;
}

type Reader = Pick<RaisedReading, 'known' | 'person' | 'sight' | 'now'>;
type Version = Pick<FormVersion, 'form' | 'entry'>;

/** Whoever may read the case; and whoever the form was sent to, in the version that was sent. */
export function mayReadForm({ sight, person, known }: Reader, { form, entry }: Version): boolean {
  if (sight === 'content') return true;
  return known.state.forms.some(
    (file) =>
      file.form === form.id && file.sent.some((one) => one.entry === entry && one.told.includes(person.id)),
  );
}

/** The form that the policy sends to its office holds who the adult is, so that whoever it was sent to can read that too. */
export function mayReadApart(reader: Reader, { form }: Version): boolean {
  const { person, known } = reader;
  const sent = known.state.forms.some(
    (file) => file.form === form.id && file.sent.some(({ told }) => told.includes(person.id)),
  );
  return sent || mayKnow(reader);
}

/** One part of who the adult is, from what was sealed when the matter was raised. */
export function partOfAdult(details: string, part: AdultPart): string {
  const { name, born, nhsNumber, address } = readAdultDetails(details);
  const found = {
    name,
    born: born === undefined ? undefined : sayDay(born),
    'nhs-number': nhsNumber,
    address,
  };
  return found[part] ?? 'Not given';
}
