import { readFormPlace } from '../forms/content-of.ts';
import { formVersion, mayReadApart, mayReadForm } from '../forms/form-version.ts';
import type { RaisedReading } from '../read/read-page.ts';
import { reportAsked, type Wanted } from './case-document.ts';

type Reader = Pick<RaisedReading, 'known' | 'person' | 'sight' | 'now'>;

/**
 * What a button or a link is about, for this person at this moment; `undefined` where there is no such thing, or it is not
 * for them. Asked when a link is made and again when it is used.
 *
 * @param on `record`, `pack`, `report`, `form:monitoring`, or `form:monitoring@14` as it stood at an entry
 */
export function wantedOf(on: string | undefined, reader: Reader): Wanted | undefined {
  if (on?.startsWith('form:') === true) return formWanted(on.slice('form:'.length), reader);
  if (reader.sight !== 'content') return undefined;
  if (on === 'record' || on === 'pack') return { kind: on };
  const report = on === 'report' ? reportAsked(reader.known) : undefined;
  return report === undefined ? undefined : { kind: 'report', title: report.title };
}

function formWanted(on: string, reader: Reader): Wanted | undefined {
  const place = readFormPlace(on, reader.known.rules.policy);
  const version = place === undefined ? undefined : formVersion(place, reader.known);
  if (version === undefined || !mayReadForm(reader, version)) return undefined;
  return { kind: 'form', version, apart: mayReadApart(reader, version) };
}
