import { isAskedAtEnd, type Written } from '../../report/beside.ts';
import type { FiguresRow } from './report-ports.ts';
import type { ReportTable } from './report.ts';
import type { Spoken } from './words.ts';

/** An answer in words in a form that the board's office has, and whose case it is. */
export type ToRead = Written & { readonly reference?: string };

/** Of one case that was closed and came to the board's office, what was written in its forms about how it went. */
export function toReadOf({ reference, figures }: FiguresRow): readonly ToRead[] {
  if (figures.office !== 'content' || figures.closed === undefined) return [];
  return (figures.written ?? []).map((one) => ({
    ...one,
    ...(reference === undefined ? {} : { reference }),
  }));
}

/** How many forms say something of it, and where to read it: words are not counted (decision 83). */
export function toReadTable(all: readonly ToRead[], { policy }: Spoken): ReportTable {
  const rows = policy.forms.flatMap(({ id: form, title, fields }) =>
    fields.filter(isAskedAtEnd).flatMap(({ id: field, label }) => {
      const found = all.filter((one) => one.form === form && one.field === field);
      const references = found.flatMap(({ reference }) => reference ?? []).sort();
      const erased = found.length - references.length;
      return found.length === 0
        ? []
        : [
            {
              label: `${title}: ${label}`,
              cells: [found.length, [...references, ...(erased > 0 ? [`${erased} erased`] : [])].join('; ')],
            },
          ];
    }),
  );
  return {
    id: 'to-read',
    title: 'Answers in words',
    note: 'What people wrote is not counted and not summed up. Open a case by its reference to read it there.',
    columns: ['Form and question', 'Answered', 'Where it stands'],
    rows,
  };
}
