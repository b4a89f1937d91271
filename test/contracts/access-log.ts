import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccessLog } from '../../src/flows/ports.ts';
import { caseIdFor, monday, tuesday } from './case-fixture.ts';

export type OpenedAccessLog = { readonly access: AccessLog; readonly close: () => Promise<void> };

/** What every access log keeps, the real one and its twin. */
export function accessLogContract(name: string, open: () => Promise<OpenedAccessLog>): void {
  describe(`the access log (${name})`, () => {
    let opened: OpenedAccessLog;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    test('who looked at what is kept in order, case by case', async () => {
      const [one, two] = [caseIdFor('RED-1'), caseIdFor('RED-2')];
      await opened.access.note({ caseId: one, person: 'ann', what: 'the adult', at: monday });
      await opened.access.note({ caseId: two, person: 'ben', what: 'the case', at: monday });
      await opened.access.note({ caseId: one, person: 'ben', what: 'the case', at: tuesday });
      expect(await opened.access.ofCase(one)).toEqual([
        { person: 'ann', what: 'the adult', at: monday },
        { person: 'ben', what: 'the case', at: tuesday },
      ]);
    });
  });
}
